import type { Field } from "./field.ts";

/** The way back over a relation: `contact.deals` are the deals whose `contact` it is. */
export interface ReverseRelation {
  /** Name on this object, such as `deals`. */
  readonly name: string;
  /** Object that holds the relation. */
  readonly object: string;
  /** Its relation field; where several count (`task` of a deal), any of them makes a member. */
  readonly fields: readonly string[];
}

/** One type of record, standard or custom. */
export interface ObjectType {
  readonly key: string;
  readonly label: string;
  readonly fields: ReadonlyMap<string, Field>;
  readonly reverse: ReadonlyMap<string, ReverseRelation>;
  readonly custom?: boolean;
}

export type StageKind = "open" | "won" | "lost";

export interface Stage {
  /** `pipeline/stage`, the value that a record's `stage` holds. */
  readonly key: string;
  readonly pipeline: string;
  readonly name: string;
  readonly kind: StageKind;
  readonly position: number;
}

export interface Pipeline {
  readonly key: string;
  readonly object: string;
  readonly stages: readonly Stage[];
  readonly owner: string | null;
}

/** Everything that filters, merge fields, import and forms know about a workspace's records. */
export interface Model {
  readonly objects: ReadonlyMap<string, ObjectType>;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
}
