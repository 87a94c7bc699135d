import type { Field } from "../model/index.ts";

/** How the records at both ends of a step find each other: which field of which record holds the link. */
export type Link =
  | { readonly direction: "forward"; readonly field: Field }
  | { readonly direction: "reverse"; readonly fields: readonly Field[] };

/**
 * One step over a relation, from a record of `object` to one record, or many, of `target`.
 *
 * `field` is the name as written: the relation field of a forward step, the name of the way back of a reverse one.
 */
export interface RelationStep {
  readonly object: string;
  readonly field: string;
  readonly kind: "one" | "many";
  readonly target: string;
  readonly link: Link;
}

export const RelationStep = Object.freeze({
  create: (step: RelationStep): RelationStep => Object.freeze({ ...step, link: Object.freeze(step.link) }),
});
