import type { RelationStep } from "../relation-step.ts";
import type { Filter } from "./filter.ts";

export const COUNT_OPERATORS = ["is", "is_not", "gt", "gte", "lt", "lte"] as const;
export type CountOperator = (typeof COUNT_OPERATORS)[number];

/** What is asked of the related records that satisfy `where`. */
export type RelatedTest =
  | { readonly quantifier: "some" }
  | { readonly quantifier: "none" }
  | { readonly quantifier: "count"; readonly operator: CountOperator; readonly value: number };

/**
 * A question to the records of a to-many relation: `{some: activities, where: …}`.
 *
 * `path` leads over to-one relations to the record that has the relation (`some: contact.deals`); the fields of
 * `where` are those of the related object.
 */
export interface RelatedNode {
  readonly kind: "related";
  readonly path: readonly RelationStep[];
  readonly relation: RelationStep;
  readonly where: Filter | null;
  readonly test: RelatedTest;
}

export const RelatedNode = Object.freeze({
  is: (node: Filter): node is RelatedNode => node.kind === "related",
  create: (parts: Omit<RelatedNode, "kind">): RelatedNode =>
    Object.freeze({ kind: "related", ...parts, path: Object.freeze([...parts.path]) }),
});
