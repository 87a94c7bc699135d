import type { Filter } from "./filter.ts";

/**
 * A saved filter by its key. Its meaning is taken in when the filter is parsed: segments are pinned with the
 * version that uses them.
 */
export interface SegmentNode {
  readonly kind: "segment";
  readonly key: string;
  readonly filter: Filter;
}

export const SegmentNode = Object.freeze({
  is: (node: Filter): node is SegmentNode => node.kind === "segment",
  create: (key: string, filter: Filter): SegmentNode => Object.freeze({ kind: "segment", key, filter }),
});
