import type { Field } from "../model/index.ts";
import type { RelationStep } from "./relation-step.ts";

/** What a condition looks at. */
export type Source = FieldSource | NowSource | WaitSource | PayloadSource;

/** A field of the record, or of the record that `path` leads to over to-one relations. */
export interface FieldSource {
  readonly kind: "field";
  readonly path: readonly RelationStep[];
  /** Object that has the field. */
  readonly object: string;
  readonly field: Field;
}

/** The present moment. */
export interface NowSource {
  readonly kind: "now";
}

/** Whether the event that the step waited for happened (`wait.happened`). */
export interface WaitSource {
  readonly kind: "wait";
}

/** A value in an event's payload, of a type that only the payload knows. */
export interface PayloadSource {
  readonly kind: "payload";
  readonly name: string;
}

/** The source as people write it: `contact.company.category`, `now`. */
export function printSource(source: Source): string {
  switch (source.kind) {
    case "field":
      return [...source.path.map((step) => step.field), source.field.key].join(".");
    case "now":
      return "now";
    case "wait":
      return "wait.happened";
    case "payload":
      return source.name;
  }
}
