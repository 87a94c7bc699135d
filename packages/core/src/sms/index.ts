/** What a text costs as SMS. Pure arithmetic; sending is the server's. */
export { type SegmentedSms, segmentSms } from "./segment.ts";
