import type { Filter } from "./filter.ts";

/** Holds when its filter does not. A filter is always true or false, never unknown. */
export interface NotNode {
  readonly kind: "not";
  readonly filter: Filter;
}

export const NotNode = Object.freeze({
  is: (node: Filter): node is NotNode => node.kind === "not",
  create: (filter: Filter): NotNode => Object.freeze({ kind: "not", filter }),
});
