import type { Filter } from "./filter.ts";

/** Holds when at least one of its filters holds. Never empty. */
export interface AnyNode {
  readonly kind: "any";
  readonly filters: readonly Filter[];
}

export const AnyNode = Object.freeze({
  is: (node: Filter): node is AnyNode => node.kind === "any",
  create: (filters: readonly Filter[]): AnyNode =>
    Object.freeze({ kind: "any", filters: Object.freeze([...filters]) }),
});
