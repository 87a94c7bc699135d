import type { Rights } from "@cadencia/core/rights";
import { evaluate, type EvaluationContext } from "@cadencia/core/filter";
import { Graph, mergePaths, readRecords, RecordNode, type PathTree } from "../../records/index.ts";
import type { ActionBatch, StepAtWork, StepOutcome, TemplateDefinition } from "../actions/action.ts";
import { ACTION_REGISTRY } from "../actions/registry.ts";
import { judgedNow, type AutomationContext } from "../context.ts";
import { falseDetail } from "../details.ts";
import { dottedPath, entryPaths, filterPaths } from "../paths.ts";
import { asOccasions } from "../recurring/dates.ts";
import { RETRY_MINUTES } from "../retry.ts";
import type { CompiledStep, Rule, Stop } from "../rule.ts";
import { endRuns } from "../exit.ts";
import type { ClaimedStep } from "../step-rows.ts";
import { postponeSteps, type StepEnd } from "../steps.repo.ts";
import { templateKeys } from "../template-use.ts";
import { readTemplates } from "../templates.repo.ts";
import { chooseWay } from "./choose-way.ts";
import { countExecutions } from "./count.ts";
import { forbiddenAction } from "../../rights/index.ts";
import { payloadFor } from "../publisher/heard.ts";
import { forbiddenStep, unreadFilters } from "../publisher/lost-rights.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { seeAs } from "../publisher/see-as.ts";
import { finishSteps, type Ended } from "./finish.ts";
import { eventHappened, skipsTimeout } from "./awaited.ts";
import { holdBack, isLate, late, neverDue, postpone } from "./limits.ts";
import { createServices } from "./services.ts";
import { stillMembers } from "./still-members.ts";
import { textPaths, textsIn } from "./text-paths.ts";

/** Steps of one automation's version and one step id, each for another record. */
export interface Group {
  readonly rule: Rule;
  readonly stop: Stop;
  /** Null: a branch that waited, and whose way is to be chosen. */
  readonly step: CompiledStep | null;
  readonly steps: readonly ClaimedStep[];
}

type ActionGroup = Group & { readonly step: CompiledStep };

const acts = (group: Group): group is ActionGroup => group.step !== null;

/**
 * Executes a group in the transaction at hand. A failure takes nothing else with it: the group is tried again
 * step by step, and what fails alone is tried later.
 */
export const executeGroup = async (context: AutomationContext, group: Group): Promise<void> => {
  const attempt = await context.unit.attempt(async () => {
    await (acts(group) ? execute(context, group) : chooseWay(context, group));
    const place = { automation: group.rule.key, step: group.stop.id };
    if (context.options.crash?.("before_commit", place) === true) throw new SimulatedCrash("before_commit");
  });
  if (attempt.ok) return;
  if (isCrash(attempt.error)) throw attempt.error;
  const [only, ...more] = group.steps;
  if (only === undefined) return;
  if (more.length === 0) {
    const outcomes = new Map([[only.id, temporaryFailure(attempt.error)]]);
    await settle(context, group, outcomes);
    return;
  }
  for (const step of group.steps) await executeGroup(context, { ...group, steps: [step] });
};

const temporaryFailure = (error: unknown): StepOutcome => ({
  status: "failed",
  reason: "error",
  detail: error instanceof Error ? error.message : String(error),
  temporary: true,
});

/** A worker that a scenario lets die: nothing of the transaction may remain. */
export class SimulatedCrash extends Error {}

const isCrash = (error: unknown): boolean => error instanceof SimulatedCrash;

const execute = async (context: AutomationContext, group: ActionGroup): Promise<void> => {
  const { unit } = context;
  const templates = await readTemplates(unit.tx, templateKeys(group.step.definition.with));
  const rights = publisherRights(context, group.rule.publisher);
  const nodes = await loadRecords(context, group, templates);
  const seen = await seeAs(unit, [...nodes.values()], rights);
  const outcomes = new Map<string, StepOutcome>();
  const members = await stillMembers(context, group, nodes);
  const present = group.steps.filter((step) => step.record === null || members.has(step.record));
  await endRuns(
    unit,
    { runs: group.steps.filter((step) => !present.includes(step)).map((step) => step.run) },
    { reason: "left_criterion" },
  );

  const judged = judgedNow(context);
  const lost = lostRights(context, { group, templates, rights });
  const willing = present.filter((step) => {
    const record = nodes.get(step.record ?? "") ?? null;
    const unread = record === null || seen(record) ? null : lostRecord(rights, record);
    if (lost !== null || unread !== null) {
      outcomes.set(step.id, { status: "failed", reason: "forbidden", detail: lost ?? unread ?? "" });
      return false;
    }
    const held = hold(context, group, { step, record, judged });
    if (held !== null) outcomes.set(step.id, held);
    return held === null;
  });
  const batch = batchOf(context, { group, steps: willing, nodes, templates, rights });
  const action = ACTION_REGISTRY.get(group.step.definition.do);
  if (action === undefined)
    throw new Error(`the action ${group.step.definition.do} is not known to this version`);
  const condition = group.step.if;
  const judgedFor = (step: StepAtWork) => ({ ...judged, wait: { happened: happenedOf(group, step.id) } });
  const goesOn = (step: StepAtWork): boolean =>
    condition === null || step.record === null || evaluate(condition, step.record, judgedFor(step));
  const held = (await action.hold?.(batch, goesOn)) ?? new Map<string, StepOutcome>();
  for (const [id, outcome] of held) outcomes.set(id, outcome);
  const executing = batch.steps.filter((step) => {
    if (held.has(step.id)) return false;
    if (goesOn(step)) return true;
    if (condition === null || step.record === null) return true;
    const detail = falseDetail(condition, { record: step.record, context: judgedFor(step) });
    outcomes.set(step.id, { status: "skipped", reason: "condition_false", detail });
    return false;
  });
  if (executing.length > 0) {
    for (const [id, outcome] of await action.execute({ ...batch, steps: executing }))
      outcomes.set(id, outcome);
    for (const step of executing) if (!outcomes.has(step.id)) outcomes.set(step.id, { status: "done" });
  }
  await unit.flush();
  await settle(context, { ...group, steps: present }, outcomes);
};

const happenedOf = (group: Group, id: string): boolean => {
  const step = group.steps.find((each) => each.id === id);
  return step !== undefined && eventHappened(step);
};

/** Locks and reads the records of the group, in id order, with all that filters, texts and the action walk. */
const loadRecords = async (
  context: AutomationContext,
  { rule, step, steps }: ActionGroup,
  templates: ReadonlyMap<string, TemplateDefinition>,
): Promise<ReadonlyMap<string, RecordNode>> => {
  const { unit } = context;
  const object = unit.object(rule.object);
  const ids = steps.flatMap((each) => each.record ?? []);
  const records = await readRecords(unit.tx, object, ids, "update");
  const nodes = new Map(
    records
      // A deleted record is still there to be told of by what its deletion started.
      .filter((record) => record.deletedAt === null || startsOnDeletion(rule))
      .map((record) => [record.id, new RecordNode(record)]),
  );
  await new Graph(unit.tx, unit.catalog.model).load(
    [...nodes.values()],
    groupPaths({ unit, rule, step, templates }),
  );
  return asOccasions(context, nodes, steps);
};

/** What the publisher may no longer do, whatever the record. */
const lostRights = (
  { unit, directory }: AutomationContext,
  {
    group: { rule, step },
    templates,
    rights,
  }: { group: ActionGroup; templates: ReadonlyMap<string, TemplateDefinition>; rights: Rights },
): string | null => {
  if (rights.everything) return null;
  const { catalog } = unit;
  const paths = groupPaths({ unit, rule, step, templates });
  const reach = { object: rule.object, step, templates, paths, catalog, userNamed: directory.named };
  return unreadFilters(rule, rights) ?? forbiddenStep(reach, rights);
};

const lostRecord = (rights: Rights, { object }: RecordNode): string =>
  forbiddenAction(rights, "read", object).message;

const startsOnDeletion = ({ trigger }: Rule): boolean =>
  trigger.kind === "on" && trigger.saves.has("deleted");

const groupPaths = ({
  unit,
  rule,
  step,
  templates,
}: {
  unit: AutomationContext["unit"];
  rule: Rule;
  step: CompiledStep;
  templates: ReadonlyMap<string, TemplateDefinition>;
}): PathTree => {
  const { definition } = step;
  const texts = [...textsIn(definition.with), ...[...templates.values()].flatMap(textsIn)];
  const action = ACTION_REGISTRY.get(definition.do);
  const parameters = definition.with as never;
  return mergePaths([
    filterPaths(step.if),
    entryPaths(rule),
    rule.trigger.kind === "enters" ? filterPaths(rule.trigger.watched.filter) : {},
    textPaths(texts, { model: unit.catalog.model, object: rule.object }),
    action?.paths?.(parameters, { object: rule.object, catalog: unit.catalog }) ?? {},
    ...duePaths(definition.with),
  ]);
};

const duePaths = (parameters: unknown): PathTree[] => {
  if (typeof parameters !== "object" || parameters === null) return [];
  return Object.values(parameters).flatMap((value) =>
    typeof value === "object" && value !== null && "field" in value ? [dottedPath(String(value.field))] : [],
  );
};

/** Lateness, and the hours of people. */
const hold = (
  { unit, directory }: AutomationContext,
  { step: { definition } }: ActionGroup,
  { step, record }: { step: ClaimedStep; record: RecordNode | null; judged: EvaluationContext },
): StepOutcome | null => {
  const { now } = unit.tx;
  if (skipsTimeout(definition, step)) return { status: "skipped", reason: "event_timeout" };
  if (step.due === null) return neverDue;
  const due = Temporal.Instant.from(step.due);
  if (isLate({ step: definition, due }, now, unit.catalog.calendar)) return late(`due ${due.toString()}`);
  if (step.hurried) return null;
  return holdBack({ step: definition, due, record }, { now, catalog: unit.catalog, directory });
};

const batchOf = (
  context: AutomationContext,
  {
    group: { rule, step },
    steps,
    nodes,
    templates,
    rights,
  }: {
    group: ActionGroup;
    steps: readonly ClaimedStep[];
    nodes: ReadonlyMap<string, RecordNode>;
    templates: ReadonlyMap<string, TemplateDefinition>;
    rights: Rights;
  },
): ActionBatch<never> => ({
  unit: context.unit,
  catalog: context.unit.catalog,
  automation: {
    id: rule.id,
    key: rule.key,
    name: rule.name,
    object: rule.object,
    enters: rule.trigger.kind === "enters",
  },
  step: { id: step.definition.id, parameters: step.definition.with as never, quiet: step.definition.quiet },
  steps: steps.map((each): StepAtWork => ({
    id: each.id,
    run: each.run,
    record: nodes.get(each.record ?? "") ?? null,
    payload: payloadFor(each.payload, rule, rights),
    due: Temporal.Instant.from(each.due ?? each.runAt),
    origin: {
      actor: null,
      runAutomations: true,
      rights,
      cause: { step: each.id, run: each.run, automation: rule.id, depth: each.depth, chain: each.chain },
    },
  })),
  services: createServices(context, templates),
});

/** Turns outcomes into rows: ended, put off, or to be tried again. */
const settle = async (
  context: AutomationContext,
  { rule, stop, steps }: Group,
  outcomes: ReadonlyMap<string, StepOutcome>,
): Promise<void> => {
  const { tx, catalog } = context.unit;
  const ended: Ended[] = [];
  const put: Parameters<typeof postponeSteps>[1][number][] = [];
  for (const step of steps) {
    const due = Temporal.Instant.from(step.due ?? step.runAt);
    const outcome = afterLimits(outcomes.get(step.id) ?? { status: "done" }, {
      attempt: step.attempt,
      now: tx.now,
      wait: (wish) => postpone({ step: stop, due }, { ...wish, calendar: catalog.calendar }),
    });
    if (outcome.status === "waiting") {
      const failed = outcomes.get(step.id)?.status === "failed";
      const detail = failed ? detailOf(outcomes.get(step.id)) : null;
      put.push({ id: step.id, until: outcome.until.toString(), reason: outcome.reason, detail, failed });
      continue;
    }
    ended.push({ step, end: toEnd(step.id, outcome) });
  }
  await postponeSteps(tx, put);
  countExecutions(context, rule.id, ended);
  await finishSteps(context, rule, ended);
};

const detailOf = (outcome: StepOutcome | undefined): string | null =>
  outcome !== undefined && "detail" in outcome ? (outcome.detail ?? null) : null;

const afterLimits = (
  outcome: StepOutcome,
  {
    attempt,
    now,
    wait,
  }: {
    attempt: number;
    now: Temporal.Instant;
    wait: (wish: Extract<StepOutcome, { status: "waiting" }>) => StepOutcome;
  },
): StepOutcome => {
  if (outcome.status === "waiting") return wait(outcome);
  if (outcome.status !== "failed" || !("temporary" in outcome)) return outcome;
  const minutes = RETRY_MINUTES[attempt];
  if (minutes === undefined) return { status: "failed", reason: outcome.reason, detail: outcome.detail };
  return { status: "waiting", reason: outcome.reason, until: now.add({ minutes }) };
};

const toEnd = (id: string, outcome: Exclude<StepOutcome, { status: "waiting" }>): StepEnd => ({
  id,
  status: outcome.status,
  reason: "reason" in outcome ? (outcome.reason ?? null) : null,
  detail: detailOf(outcome),
});
