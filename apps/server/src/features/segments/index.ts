export {
  authoriseSegment,
  previewSegment,
  removeSegment,
  saveSegment,
  type Segment,
  type SegmentPreview,
} from "./segments.service.ts";
