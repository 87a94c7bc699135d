import { printAutomation } from "@cadencia/contracts/automation";
import { printYaml } from "@cadencia/contracts/yaml";
import { Refusal } from "../../../platform/errors/index.ts";
import {
  nominalEnds,
  readInterventions,
  readPutOff,
  readRunFacts,
  readStepFacts,
  readTemplates,
  readVersion,
  readerOf,
  runAtHand,
  templatesOf,
  wholeSecond,
  type AutomationContext,
  type NominalEnds,
  type Reader,
  type RunFacts,
  type StepFacts,
} from "../../automation/index.ts";
import { readHandedOfSteps, readNotificationsOfSteps } from "../../messaging/index.ts";
import { titlesOf } from "../../records/index.ts";
import { effectsOf } from "../effects.ts";
import { readChangesOfSteps, readStepNames } from "../effects.repo.ts";
import { expectedEffect } from "./expected.ts";
import { readHistory, type History } from "./history.ts";
import { namesOf } from "./names-of.ts";
import { modelParts, pipelinesPart, usersPart, workspacePart } from "./setting.ts";
import { timelineOf } from "./timeline.ts";
import { renamed, writtenValues, type NameOf } from "./written.ts";

/** A run as a scenario file, which `cadencia test` runs: what was there, what happened, what the automation did. */
export const scenarioOfRun = async (
  context: AutomationContext,
  id: string,
  user: string,
): Promise<{ readonly name: string; readonly yaml: string }> => {
  const { tx, catalog } = context.unit;
  const { key } = await runAtHand(context, { run: id, actor: user, action: "edit" });
  const reader = await readerOf(tx, user);
  if (!reader.told) {
    const message =
      "forbidden: a test holds the values of the record and of others; it is for who may read them all";
    throw new Refusal("forbidden", message);
  }
  const run = await readRunFacts(tx, id, reader);
  const rule = run === null ? null : await context.rules.version(tx, run.automationId, run.version);
  if (run === null || rule === null || run.record === null)
    throw new Refusal("conflict", `this run of "${key}" cannot be told: its version, or its record, is gone`);
  const all = await readStepFacts(tx, run.id);
  const until = await endOf(context, run);
  const steps = all.filter(({ at }) => at !== null && at <= until);
  const history = await readHistory(tx, {
    model: catalog.model,
    object: run.object,
    record: run.record,
    from: run.startedAt,
    until,
    steps: new Set(all.map((step) => step.id)),
  });
  const putOff = new Set(await readPutOff(tx, run));
  const ends = nominalEnds(context, { run, rule, steps, putOff });
  const told: Told = { context, reader, run, history, steps, ends, until };
  return { name: `${run.automation}-${run.id.slice(-8)}`, yaml: printYaml(await fileOf(told)) };
};

interface Told {
  readonly context: AutomationContext;
  readonly reader: Reader;
  readonly run: RunFacts;
  readonly history: History;
  readonly steps: readonly StepFacts[];
  readonly ends: NominalEnds;
  readonly until: string;
}

/** The file ends with the run, with the present, or before a person laid a hand on it. */
const endOf = async ({ unit: { tx } }: AutomationContext, run: RunFacts): Promise<string> => {
  const [first] = await readInterventions(tx, run.id);
  const end = run.endedAt ?? tx.now.toString();
  if (first === undefined || first.at >= end) return end;
  return Temporal.Instant.from(first.at).subtract({ seconds: 1 }).toString();
};

/** So long before the run the clock begins. */
const LEAD = { minutes: 1 };

const fileOf = async (told: Told): Promise<Record<string, unknown>> => {
  const { context, run, history, steps, ends, until, reader } = told;
  const { tx, catalog } = context.unit;
  const { model, settings } = catalog;
  const version = await readVersion(tx, run.automationId, run.version);
  if (version === null) throw new Error(`run ${run.id} is of a version that is not there`);
  const names = namesOf(history, context.directory, JSON.stringify(version.definition));
  const { nameOf } = names;
  const at = (instant: Temporal.Instant): string =>
    instant.toZonedDateTimeISO(settings.timeZone).toString({ timeZoneName: "never", smallestUnit: "second" });
  const base = wholeSecond(Temporal.Instant.from(run.base));
  const entered = history.trigger === null && (await wasSwitchedOn(told));
  const { active: _, ...definition } = printAutomation(version.definition);
  const parts = modelParts(model);
  const templates = await readTemplates(tx, [...templatesOf(version.definition)]);
  const title = (await titlesOf(tx, reader.seen, [run])).get(run.record ?? "") ?? run.object;
  return filled({
    scenario: `${run.name}: ${title}`,
    workspace: workspacePart(settings),
    start: at(base.subtract(LEAD)),
    users: usersPart(context.directory, nameOf),
    pipelines: pipelinesPart(model, nameOf),
    objects: parts.objects,
    fields: parts.fields,
    templates: Object.fromEntries(
      [...templates].map(([key, { kind, subject, body, transactional, transliterate }]) => [
        key,
        filled({
          kind,
          subject,
          body,
          ...(transactional ? { transactional } : {}),
          ...(transliterate ? { transliterate } : {}),
        }),
      ]),
    ),
    segments: Object.fromEntries(
      [...version.segments].map(([key, { object, filter }]) => [
        key,
        { object, filter: renamed(filter, nameOf) },
      ]),
    ),
    records: Object.fromEntries(
      history.records.flatMap(({ id, object, values }) => {
        const name = nameOf(id);
        return name === null || values === null
          ? []
          : [[name, { object, ...filled(writtenValues(model, object, { values, nameOf })) }]];
      }),
    ),
    automations: [{ ...(renamed(definition, nameOf) as object), ...(entered ? { active: false } : {}) }],
    timeline: timelineOf(history, { model, nameOf, run, definition: version.definition, entered, at }),
    until: at(
      wholeSecond(
        run.endedAt === null ? Temporal.Instant.from(until) : Temporal.Instant.from(until).add(LEAD),
      ),
    ),
    expect: await effects(told, { nameOf, at }),
    log: steps.map((step) => ({
      automation: run.automation,
      record: nameOf(run.record ?? ""),
      step: step.step,
      at: at(ends.get(step.id) ?? base),
      status: step.status,
      ...(step.reason === null ? {} : { reason: step.reason }),
    })),
  });
};

/** Whether the run began because its automation was switched on also for those that matched already. */
const wasSwitchedOn = async ({ context, run }: Told): Promise<boolean> => {
  const row = context.rules.active.find(({ id }) => id === run.automationId);
  return row?.activatedAt !== undefined && row.activatedAt === run.base;
};

/** In the order in which they came, each at the moment that the virtual clock shows. */
const effects = async (
  { context, run, steps, ends, until }: Told,
  { nameOf, at }: { readonly nameOf: NameOf; readonly at: (instant: Temporal.Instant) => string },
): Promise<readonly unknown[]> => {
  const { tx, catalog } = context.unit;
  const ids = steps.map(({ id }) => id);
  const span = { from: run.startedAt, until };
  const found = effectsOf(
    {
      names: { nameOf },
      scenario: { workspace: { timezone: catalog.settings.timeZone } },
    },
    {
      steps: await readStepNames(tx, ids),
      changes: await readChangesOfSteps(tx, ids, span),
      handed: await readHandedOfSteps(tx, ids),
      notices: await readNotificationsOfSteps(tx, ids, span),
    },
  );
  const shown = found.map(({ effect, step }) => {
    const end = ends.get(step ?? "");
    return expectedEffect(end === undefined ? effect : { ...effect, at: at(end) }, catalog.model);
  });
  return shown.toSorted((left, right) => (String(left["at"]) < String(right["at"]) ? -1 : 1));
};

/** Without what is empty. */
const filled = (parts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(parts).filter(
      ([key, part]) =>
        NEEDED.has(key) ||
        (part !== null &&
          part !== undefined &&
          !(Array.isArray(part) && part.length === 0) &&
          !(typeof part === "object" && Object.keys(part).length === 0)),
    ),
  );

const NEEDED = new Set(["expect"]);
