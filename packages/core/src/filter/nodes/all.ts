import type { Filter } from "./filter.ts";

/** Holds when each of its filters holds. Never empty. */
export interface AllNode {
  readonly kind: "all";
  readonly filters: readonly Filter[];
}

export const AllNode = Object.freeze({
  is: (node: Filter): node is AllNode => node.kind === "all",
  create: (filters: readonly Filter[]): AllNode =>
    Object.freeze({ kind: "all", filters: Object.freeze([...filters]) }),
});
