import { REASONS, stepsOf, type ActionName } from "@cadencia/contracts/automation";
import { askWhy, searchIds } from "../../../apps/server/src/features/automation/index.ts";
import type { Stage } from "../../../apps/server/src/features/scenarios/index.ts";
import { inTransaction } from "../../../apps/server/src/platform/workspace/index.ts";
import { forgetReproducible, readRefusals } from "../../why/refusals.repo.ts";
import { STARTED_BY_OTHERS } from "./automations.ts";
import {
  readMembers,
  readOverdue,
  readRunFacts,
  readStepFacts,
  type RunFacts,
  type StepFacts,
} from "./promises.repo.ts";

/*
 * What must hold at the end of any history, whatever happened in it: promises 2 to 6 of automation.md. That a save
 * and its runs commit together (1) and that a dry run leaves nothing (7) shows in what two tellings of one history
 * have in common (tellings.ts).
 */

/** Everything that is broken, each in words. */
export const brokenPromises = async (stage: Stage): Promise<string[]> => {
  const { workspace } = stage.engine;
  const { steps, runs, overdue } = await inTransaction(workspace, async (tx) => ({
    steps: await readStepFacts(tx),
    runs: await readRunFacts(tx),
    overdue: await readOverdue(tx),
  }));
  return [
    ...steps.flatMap(effectOnce),
    ...steps.flatMap(notTooEarly),
    ...overdue.map((what) => `promise 3: ${what}`),
    ...steps.flatMap(visible),
    ...runs.flatMap(accountedFor),
    ...runs.flatMap(withoutLoop),
    ...oneRunAtATime(runs),
    ...(await membersAsSearched(stage)),
    ...(await explained(stage, runs)),
  ];
};

/** Actions that make one record each time, and which. */
const MADE: Partial<Record<ActionName, string>> = {
  post_note: "note",
  plan_activity: "activity",
  create_task: "task",
  create_event: "event",
  copy_deal: "deal",
};

/** Promise 2: what is done was done once, what is not done was not done at all. */
const effectOnce = (facts: StepFacts): string[] => {
  const action = stepsOf(facts.definition).find(({ step }) => step.id === facts.step)?.step.do;
  if (action === undefined) return [];
  const place = `${facts.definition.key}/${facts.step} (${action}, ${facts.status})`;
  const made = MADE[action];
  const count = facts.created.filter((object) => object === made).length;
  const sends = action.startsWith("send_") || action === "call_webhook" || action === "call";
  return [
    ...(made !== undefined && facts.status === "done" && count !== 1
      ? [`promise 2: ${place} made ${count} of ${made}`]
      : []),
    ...(["skipped", "waiting", "failed", "suppressed"].includes(facts.status) && !sends && facts.changes > 0
      ? [`promise 2: ${place} changed ${facts.changes} records`]
      : []),
    ...(facts.status === "cancelled" && facts.changes + facts.handedOver > 0
      ? [`promise 2: ${place} was cancelled and had an effect`]
      : []),
    ...(facts.mostHandovers > 1
      ? [`promise 2: ${place} handed one message over ${facts.mostHandovers} times`]
      : []),
  ];
};

const isBefore = (left: string, right: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(left), Temporal.Instant.from(right)) < 0;

/** Promise 3: nothing is executed before it is due. */
const notTooEarly = ({ status, finished, due, step, definition }: StepFacts): string[] => {
  if (!["done", "failed", "uncertain"].includes(status) || finished === null || due === null) return [];
  return isBefore(finished, due)
    ? [`promise 3: ${definition.key}/${step} ended at ${finished}, due ${due}`]
    : [];
};

/** Promises 4 and 5: whatever was not simply done bears its reason. */
const visible = ({ status, reason, step, definition, runStatus, run }: StepFacts): string[] => {
  const place = `${definition.key}/${step}`;
  const known = reason === null || REASONS.some((code) => code === reason);
  return [
    ...(known ? [] : [`promise 5: ${place} has the unknown reason ${reason}`]),
    ...(reason === null && !["done", "sending"].includes(status)
      ? [`promise 5: ${place} is ${status} without a reason`]
      : []),
    ...(runStatus !== "active" && status === "waiting"
      ? [`promise 5: ${place} waits in the ended run ${run}`]
      : []),
  ];
};

/** Promise 5: a run has ended, or has something that it waits for. */
const accountedFor = ({ id, status, reason, open }: RunFacts): string[] => [
  ...(status === "active" && open === 0 ? [`promise 5: run ${id} is active and waits for nothing`] : []),
  ...(status !== "active" && open > 0 ? [`promise 5: run ${id} is ${status} with ${open} open steps`] : []),
  ...(status === "exited" && reason === null ? [`promise 5: run ${id} was left without a reason`] : []),
];

const MOST_DEPTH = 8;

/** Promise 6. */
const withoutLoop = ({ id, depth, chain }: RunFacts): string[] => {
  const links = chain.map(({ automation, record }) => `${automation} ${record}`);
  return [
    ...(depth < 1 || depth > MOST_DEPTH ? [`promise 6: run ${id} has the depth ${depth}`] : []),
    ...(new Set(links).size < links.length ? [`promise 6: run ${id} is twice in its own chain`] : []),
  ];
};

/** One active run for an automation and a record, and for a group and a record. */
const oneRunAtATime = (runs: readonly RunFacts[]): string[] => {
  const active = runs.filter(({ status, record }) => status === "active" && record !== null);
  const doubled = (by: (run: RunFacts) => string | null): string[] => {
    const keys = active.map(by).filter((key) => key !== null);
    return keys.filter((key, index) => keys.indexOf(key) < index);
  };
  return [
    ...doubled(({ automation, record }) => `${automation} ${record}`).map(
      (key) => `two active runs of ${key}`,
    ),
    ...doubled(({ group, record }) => (group === null ? null : `${group} ${record}`)).map(
      (key) => `two active runs in the group ${key}`,
    ),
  ];
};

/** Promise 1 and 3: who is noted as a member is whom a search finds, so no entry and no leaving was lost. */
const membersAsSearched = ({ engine }: Stage): Promise<string[]> =>
  engine.run(async ({ unit, rules }) => {
    const wrong: string[] = [];
    for (const { key, id, trigger } of rules.active) {
      if (trigger.kind !== "enters") continue;
      const members = await readMembers(unit.tx, id);
      const found = await searchIds(unit, {
        object: "deal",
        filter: trigger.watched.filter,
        after: null,
        limit: 10_000,
      });
      if (members.join() !== found.join())
        wrong.push(`promise 1: members of ${key} are [${members.join()}], a search finds [${found.join()}]`);
    }
    return wrong;
  });

/** In milliseconds; what was come to later bears its instant itself. */
const NOT_LATE = 10 * 60_000;

/** Promise 5: what did not start is told from the journal with the reason that was seen when it happened. */
const explained = async ({ engine, scenario }: Stage, runs: readonly RunFacts[]): Promise<string[]> => {
  // Of a press the journal tells nothing: its refusals are kept, and would be taken away here with the others.
  const presses = scenario.timeline.flatMap((entry) =>
    entry.verb === "press" ? [Date.parse(entry.at)] : [],
  );
  const refusals = (await inTransaction(engine.workspace, readRefusals)).filter(
    ({ automation, at }) => automation !== STARTED_BY_OTHERS && !presses.includes(Date.parse(at)),
  );
  await inTransaction(engine.workspace, (open) => forgetReproducible(open, []));
  // Whether a run that ended at that very instant was still active cannot be told from the journal.
  const endings = new Set(
    runs.map(({ record, ended }) => `${record} ${ended === null ? "" : Date.parse(ended)}`),
  );
  // After downtime a schedule finds the records as they are then: whoever ceased to match meanwhile is not refused.
  const wasDown = scenario.timeline.some(({ verb }) => verb === "down");
  // The trace notes when it was come to, which "why" tells by the instant at which it was due.
  const isOf = (told: number, noted: number): boolean =>
    told === noted || (wasDown && told < noted && noted - told < NOT_LATE);
  const wrong: string[] = [];
  for (const [pair, those] of Map.groupBy(refusals, ({ automation, record }) => `${automation} ${record}`)) {
    const [automation = "", record = ""] = pair.split(" ");
    const { occasions } = await askWhy(engine, {
      object: null,
      record,
      automation,
      limit: 500,
      cursor: null,
    });
    for (const { at, outcome, source } of occasions)
      if (
        outcome === "unexplained" &&
        !(wasDown && source === "schedule") &&
        !endings.has(`${record} ${Date.parse(at)}`)
      )
        wrong.push(`promise 5: why has no explanation for ${automation} at ${at}`);
    for (const { at, reason } of those) {
      if (endings.has(`${record} ${Date.parse(at)}`)) continue;
      const said = occasions
        .filter((one) => isOf(Date.parse(one.at), Date.parse(at)))
        .map(({ outcome }) => outcome);
      if (!said.some((outcome) => outcome === reason))
        wrong.push(
          `promise 5: ${automation} at ${at}: ${reason}, but why says ${said.join(", ") || "nothing"}`,
        );
    }
  }
  return wrong;
};
