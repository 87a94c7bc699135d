import type { ActionParameters } from "@cadencia/contracts/automation";
import { evaluate, parseFilter, type Filter } from "@cadencia/core/filter";
import { asText, fold, type RecordView } from "@cadencia/core/model";
import { Graph, type RecordNode, type SaveUnit } from "../../../records/index.ts";
import { filterPaths } from "../../paths.ts";
import { eachStep, type Action, type CheckContext, type StepAtWork } from "../action.ts";
import { checkSelect } from "../checks.ts";
import { recordOfStep, refused, type StepOutcomes } from "../outcomes.ts";
import { readOpenActivities } from "./open-activities.repo.ts";

type Parameters = ActionParameters<"complete_activities">;

const parseWhere = (
  where: Parameters["where"],
  {
    catalog,
    resolve,
  }: { catalog: CheckContext["catalog"]; resolve: (object: string, text: string) => string | null },
) =>
  where === undefined
    ? null
    : parseFilter(where, { model: catalog.model, object: "activity", segments: new Map(), resolve });

/** Any name of a person will do while only the shape of a filter is checked. */
const ANY_ID = "00000000-0000-0000-0000-000000000000";

export const completeActivitiesAction: Action<"complete_activities"> = {
  name: "complete_activities",
  check: (parameters, context) => {
    const parsed = parseWhere(parameters.where, { catalog: context.catalog, resolve: () => ANY_ID });
    return [
      ...checkSelect(context, { object: "activity", field: "type", value: parameters.type }),
      ...(parsed === null || parsed.ok
        ? []
        : parsed.problems.map(({ code, message }) => ({ field: "where", code, message }))),
    ];
  },
  execute: async (batch) => {
    const {
      unit,
      steps,
      services,
      step: { parameters },
    } = batch;
    const { results, failures } = eachStep(steps, (step) => ({
      record: recordOfStep(step),
      summary: parameters.summary === undefined ? null : services.render(parameters.summary, step),
    }));
    const parsed = parseWhere(parameters.where, { catalog: batch.catalog, resolve: unit.options.resolve });
    const outcomes: StepOutcomes = new Map(failures);
    if (parsed !== null && !parsed.ok) {
      const detail = parsed.problems.map(({ message }) => message).join("; ");
      return new Map(steps.map((step) => [step.id, { status: "failed", reason: "missing_field", detail }]));
    }
    const open = await loadOpen(unit, {
      ids: [...results.values()].map(({ record }) => record.id),
      where: parsed?.filter ?? null,
    });
    const wanted = steps.flatMap((step) => {
      const known = results.get(step.id);
      if (known === undefined) return [];
      return open
        .filter((activity) => activity.value("record") === known.record.id)
        .filter((activity) => fits(activity, { type: parameters.type ?? null, summary: known.summary }))
        .filter((activity) => holds(parsed?.filter ?? null, activity, unit))
        .map((activity) => ({ step, activity }));
    });
    for (const [step, failure] of await complete(batch.automation.id, unit, wanted))
      outcomes.set(step, failure);
    return outcomes;
  },
};

const loadOpen = async (
  unit: SaveUnit,
  { ids, where }: { ids: readonly string[]; where: Filter | null },
): Promise<readonly RecordNode[]> => {
  const graph = new Graph(unit.tx, unit.catalog.model);
  const records = await readOpenActivities(unit.tx, unit.object("activity"), [...new Set(ids)]);
  const nodes = records.map((record) => graph.node(record));
  await graph.load(nodes, filterPaths(where));
  return nodes;
};

const fits = (
  activity: RecordView,
  { type, summary }: { type: string | null; summary: string | null },
): boolean =>
  (type === null || activity.value("type") === type) &&
  (summary === null || fold(asText(activity.value("summary") ?? "")) === fold(summary));

const holds = (filter: Filter | null, activity: RecordView, unit: SaveUnit): boolean =>
  filter === null || evaluate(filter, activity, { now: unit.tx.now, calendar: unit.catalog.calendar });

/** Only failures come back: a step whose activities are all done, or that had none, is done. */
const complete = async (
  automation: string,
  unit: SaveUnit,
  wanted: readonly { readonly step: StepAtWork; readonly activity: RecordNode }[],
): Promise<StepOutcomes> => {
  const saved = await unit.update(
    "activity",
    wanted.map(({ step, activity }) => ({
      id: activity.id,
      input: { done: true, done_by_automation: automation },
      origin: step.origin,
    })),
    true,
  );
  const failures: StepOutcomes = new Map();
  for (const [index, outcome] of saved.entries()) {
    const step = wanted[index]?.step;
    if (step !== undefined && !outcome.ok) failures.set(step.id, refused(outcome));
  }
  return failures;
};
