import type { ActionParameters } from "@cadencia/contracts/automation";
import { ANY_OBJECT, type ObjectType } from "@cadencia/core/model";
import type { Input } from "../../../records/index.ts";
import type { Reason } from "../../reasons.ts";
import { StepFailure, type Action, type ActionBatch, type StepAtWork, type StepOutcome } from "../action.ts";
import { objectNamed } from "../checks.ts";
import { createEach, type Creation } from "../create-each.ts";
import { presentField } from "../field-path.ts";
import { findPlace } from "../place.ts";
import { checkValues } from "../set/check.ts";
import { warned } from "../set/changes.ts";
import { valuePaths } from "../set/execute.ts";
import { readValue } from "../values.ts";

type Values = Readonly<Record<string, unknown>>;

interface Built {
  readonly input: Input;
  readonly success: StepOutcome;
}

/** The fields of a new record as a step's `set` names them. */
export const newValues = (
  batch: Pick<ActionBatch<unknown>, "unit" | "services">,
  step: StepAtWork,
  { object, values }: { object: ObjectType; values: Values },
): Built => {
  const { unit, services } = batch;
  const warnings: { reason: Reason; detail: string }[] = [];
  const entries = Object.entries(values).map(([key, raw]): [string, unknown] => {
    const { field, relations } = presentField(unit.catalog.model, object, key);
    if (relations.length > 0)
      throw new StepFailure("missing_field", `a new ${object.key} has no "${key}" yet`);
    const { value, warning } = readValue(field, raw, { unit, services, step, object });
    if (warning !== null) warnings.push(warning);
    return [key, value];
  });
  const { stage, pipeline, ...input } = Object.fromEntries(entries) as Record<string, unknown>;
  const [first] = warnings;
  if (stage === undefined && pipeline === undefined) {
    return { input, success: first === undefined ? { status: "done" } : { status: "done", ...first } };
  }
  const place = findPlace(unit.catalog.model, object.key, {
    wanted: {
      stage: typeof stage === "string" ? stage : null,
      pipeline: typeof pipeline === "string" ? pipeline : null,
    },
    home: null,
  });
  const reason = first?.reason ?? "missing_stage";
  const details = [
    ...warnings.map(({ detail }) => detail),
    ...(place.warning === null ? [] : [place.warning]),
  ];
  return { input: { ...input, stage: place.stage }, success: warned(reason, details) };
};

/** What has a `record` of any object stands on the run's record, unless told otherwise. */
const linkTo = (object: ObjectType, step: StepAtWork): Input =>
  step.record !== null && object.fields.get("record")?.to === ANY_OBJECT
    ? { record: { object: step.record.object, id: step.record.id } }
    : {};

const creationFor = (batch: ActionBatch<ActionParameters<"create">>, step: StepAtWork): Creation => {
  const { object: key, set: values = {} } = batch.step.parameters;
  const object = batch.unit.object(key);
  const { input, success } = newValues(batch, step, { object, values });
  return { input: { ...linkTo(object, step), ...input }, success };
};

export const createAction: Action<"create"> = {
  name: "create",
  paths: ({ set: values = {} }) =>
    valuePaths(Object.fromEntries(Object.values(values).map((raw, index) => [`v${index}`, raw]))),
  check: ({ object: key, set: values = {} }, context) => {
    const { object, problems } = objectNamed(context, "object", key);
    if (object === null) return problems;
    return checkValues(values, context, key).map((problem) => ({
      ...problem,
      field: `set.${problem.field}`,
    }));
  },
  execute: async (batch) => {
    const { outcomes } = await createEach(batch, batch.step.parameters.object, (step) =>
      creationFor(batch, step),
    );
    return outcomes;
  },
};
