import type { Field } from "@cadencia/core/model";
import type { RecordNode } from "../../../records/index.ts";
import type { Reason } from "../../reasons.ts";
import { StepFailure, type ActionBatch, type StepAtWork, type StepOutcome } from "../action.ts";
import { presentField, reach } from "../field-path.ts";
import { recordOfStep } from "../outcomes.ts";
import { findPlace } from "../place.ts";
import { readValue } from "../values.ts";
import { assignmentsOf, type Assignment } from "./assignments.ts";

/** One value on its way into one field of one record. */
export interface Change {
  readonly target: RecordNode;
  readonly field: Field;
  readonly how: Assignment["how"];
  readonly value: unknown;
}

export interface StepChanges {
  readonly changes: readonly Change[];
  readonly success: StepOutcome;
}

type Warning = { readonly reason: Reason; readonly detail: string };

/** What `set` changes for one step. Throws a StepFailure: then none of it happens. */
export const changesOf = (
  batch: Pick<ActionBatch<unknown>, "unit" | "services">,
  parameters: Readonly<Record<string, unknown>>,
  step: StepAtWork,
): StepChanges => {
  const { unit, services } = batch;
  const record = recordOfStep(step);
  const start = unit.object(record.object);
  const warnings: Warning[] = [];
  const changes = assignmentsOf(parameters).map(({ path, how, raw }): Change => {
    const { relations, object, field } = presentField(unit.catalog.model, start, path);
    const target = reach(record, { relations });
    const { value, warning } = readValue(how === "increment" ? amountOf(field) : field, raw, {
      unit,
      services,
      step,
      object,
    });
    if (warning !== null) warnings.push(warning);
    return { target, field, how, value };
  });
  const placed = [...Map.groupBy(changes, (change) => change.target)].flatMap(([target, own]) =>
    withPlace(batch, { target, own, warnings }),
  );
  return { changes: placed, success: successOf(warnings) };
};

const amountOf = (field: Field): Field => {
  if (field.type === "integer" || field.type === "number") return field;
  if (field.type === "money" || field.type === "percent") return field;
  throw new StepFailure("error", `${field.key} is no number and cannot be incremented`);
};

/** Stage and pipeline are looked up together, since a plain stage is one of the pipeline's. */
const withPlace = (
  { unit }: Pick<ActionBatch<unknown>, "unit">,
  { target, own, warnings }: { target: RecordNode; own: readonly Change[]; warnings: Warning[] },
): readonly Change[] => {
  const stage = own.findLast((change) => change.field.type === "stage" && typeof change.value === "string");
  const pipeline = own.findLast(
    (change) => change.field.type === "pipeline" && typeof change.value === "string",
  );
  if (stage === undefined && pipeline === undefined) return own;
  const current = target.value("pipeline");
  const place = findPlace(unit.catalog.model, target.object, {
    wanted: {
      ...(stage === undefined ? {} : { stage: String(stage.value) }),
      ...(pipeline === undefined ? {} : { pipeline: String(pipeline.value) }),
    },
    home: typeof current === "string" ? current : null,
  });
  if (place.warning !== null) warnings.push({ reason: "missing_stage", detail: place.warning });
  const others = own.filter((change) => change.field.type !== "stage" && change.field.type !== "pipeline");
  // The pipeline in which the record stands already leaves it in its stage.
  if (stage === undefined && place.pipeline === current) return others;
  const field = unit.object(target.object).fields.get("stage");
  return field === undefined ? others : [...others, { target, field, how: "put", value: place.stage }];
};

const successOf = (warnings: readonly Warning[]): StepOutcome => {
  const [first] = warnings;
  if (first === undefined) return { status: "done" };
  return warned(
    first.reason,
    warnings.map(({ detail }) => detail),
  );
};

/** Done, with the reason of what was not quite as asked. */
export const warned = (reason: Reason, details: readonly string[]): StepOutcome =>
  details.length === 0 ? { status: "done" } : { status: "done", reason, detail: details.join("; ") };

/** A change of one of the step's own record's fields, whose value is canonical already. */
export const changeOf = (
  { unit }: Pick<ActionBatch<unknown>, "unit">,
  step: StepAtWork,
  { key, how, value }: { key: string; how: Change["how"]; value: unknown },
): Change => {
  const target = recordOfStep(step);
  const { field } = presentField(unit.catalog.model, unit.object(target.object), key);
  return { target, field, how, value };
};
