import type { WhyPayload } from "@cadencia/contracts/api";
import { Refusal } from "../../../platform/errors/index.ts";
import { readRecords } from "../../records/index.ts";
import type { AutomationRow } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import { bearingsOf } from "./bearings.ts";
import { createVersions, isBefore, isSame, claimRefusal, type Inquiry, type Occasion } from "./inquiry.ts";
import { isMatchingPending, readPastRuns, readPhases, readRefusals } from "./known.repo.ts";
import { nearestOf } from "./nearest.ts";
import { judgeActivations } from "./occasions/activations.ts";
import { judgeDates } from "./occasions/dates.ts";
import { judgeSaves } from "./occasions/saves.ts";
import { judgeOccurrences, pastOccurrences } from "./occasions/schedule.ts";
import { Past } from "./past.ts";
import { presentOccasion } from "./present.ts";
import { runsOf } from "./runs.ts";
import { instantOf, readTriggers, seqBefore, type Bearing, type Trigger } from "./saves.repo.ts";
import { standNow } from "./now.ts";
import type { Rule } from "../rule.ts";

export interface WhyRequest {
  readonly automation: AutomationRow;
  readonly record: string;
  /** So many of the last occasions. */
  readonly limit: number;
  /** From `next` of the answer before. */
  readonly cursor: string | null;
}

/**
 * Why an automation ran for a record, or did not: its runs with all their steps, what could have started one, newest
 * first, each judged as things stood then, and how it stands now. Works from the journal, on demand.
 */
export const why = async (context: AutomationContext, request: WhyRequest): Promise<WhyPayload> => {
  const { tx } = context.unit;
  const { automation, record } = request;
  await refuseStranger(context, request);
  const rules = createVersions(context, automation.id);
  const rule = await rules(automation.version);
  const page = await readPage(context, rule, request);
  const pair = { automation: automation.id, record };
  const inquiry: Inquiry = {
    context,
    automation: automation.id,
    record,
    object: automation.object,
    rules,
    past: new Past(tx, context.unit.catalog, page),
    phases: await readPhases(tx, automation.id),
    runs: await readPastRuns(tx, pair),
    refusals: await readRefusals(tx, pair, { before: page.before, limit: MOST_REFUSALS }),
    pending: await isMatchingPending(tx),
    claimed: new Set(),
  };
  const judged = await judgePage(inquiry, rule, page);
  const occasions = withStored(inquiry, page, settled(inquiry, judged)).slice(-request.limit * 2);
  const newest = occasions.toReversed();
  return {
    automation: {
      key: automation.key,
      name: automation.name,
      state: automation.state,
      version: automation.version,
      activated_at: automation.activatedAt,
      deactivated_at: automation.deactivatedAt,
    },
    object: automation.object,
    record,
    now: await standNow(inquiry, automation, rule),
    runs: await runsOf(inquiry, { limit: request.limit }),
    occasions: newest.map((occasion) => presentOccasion(context, occasion)),
    nearest: nearestOf(newest),
    next: page.next,
  };
};

/** Of one page so many stored refusals are weighed. */
const MOST_REFUSALS = 200;

const refuseStranger = async (
  { unit }: AutomationContext,
  { automation, record }: WhyRequest,
): Promise<void> => {
  const [found] = await readRecords(unit.tx, unit.object(automation.object), [record]);
  if (found === undefined) throw new Refusal("not_found", `there is no ${automation.object} ${record}`);
};

interface Page {
  /** The newest first. */
  readonly saves: readonly Trigger[];
  readonly occurrences: readonly { readonly at: string; readonly version: number }[];
  /** Nothing on the page is older than what follows this number of the journal. */
  readonly since: number;
  /** The instant of that; null where the page reaches back to the beginning. */
  readonly from: string | null;
  /** Up to when the page reaches. */
  readonly until: string;
  readonly before: number | null;
  readonly next: string | null;
}

const readPage = async (
  context: AutomationContext,
  rule: Rule | null,
  { record, limit, cursor, automation }: WhyRequest,
): Promise<Page> => {
  const { tx } = context.unit;
  const now = tx.now.toString();
  if (rule?.trigger.kind === "schedule") {
    const before = cursor ?? now;
    const phases = await readPhases(tx, automation.id);
    const rules = createVersions(context, automation.id);
    const found = await pastOccurrences({ context, phases, rules }, { before, limit: limit + 1 });
    const occurrences = found.slice(-limit);
    const first = occurrences[0]?.at ?? before;
    const since = await seqBefore(tx, first);
    const next = found.length > limit ? first : null;
    return { saves: [], occurrences, since, from: first, until: before, before: null, next };
  }
  const before = cursor === null ? null : Number(cursor);
  const bearings = await bearingsOfRule(context, rule, record);
  const found = bearings === null ? [] : await readTriggers(tx, bearings, { before, limit: limit + 1 });
  const saves = found.slice(0, limit);
  const since = found.length > limit ? (saves.at(-1)?.seq ?? 1) - 1 : 0;
  const next = found.length > limit ? String(saves.at(-1)?.seq) : null;
  const from = next === null ? null : (saves.at(-1)?.at ?? null);
  const until = before === null ? now : ((await instantOf(tx, before)) ?? now);
  return { saves, occurrences: [], since, from, until, before, next };
};

/** Null: no save starts it. */
const bearingsOfRule = (
  context: AutomationContext,
  rule: Rule | null,
  record: string,
): Promise<readonly Bearing[] | null> => {
  switch (rule?.trigger.kind) {
    case "on":
      return Promise.resolve([{ record, fields: null }]);
    case "enters":
    case "date":
      return bearingsOf(context, record, rule.trigger.watched.dependencies);
    default:
      return Promise.resolve(null);
  }
};

/** The oldest first. */
const judgePage = async (inquiry: Inquiry, rule: Rule | null, page: Page): Promise<Occasion[]> => {
  const judged = await judgeTriggers(inquiry, rule, page);
  return [...judged, ...(await judgeActivations(inquiry, judged, page.since))];
};

const judgeTriggers = (inquiry: Inquiry, rule: Rule | null, page: Page): Promise<Occasion[]> => {
  const saves = page.saves.toReversed();
  switch (rule?.trigger.kind) {
    case "date":
      return judgeDates(inquiry, saves, page.until);
    case "schedule":
      return judgeOccurrences(inquiry, page.occurrences);
    default:
      return judgeSaves(inquiry, saves, page.until);
  }
};

/** What is worked off after the save (related records beyond the thousand, matching done again) started later. */
const settled = (inquiry: Inquiry, occasions: readonly Occasion[]): Occasion[] => {
  const sorted = occasions.toSorted((left, right) =>
    isSame(left.at, right.at) ? 0 : isBefore(left.at, right.at) ? -1 : 1,
  );
  return sorted.map((occasion, index) => {
    if (occasion.outcome !== "unexplained") {
      if (occasion.happened && occasion.outcome !== "started")
        claimRefusal(inquiry, occasion.at, [occasion.outcome as never]);
      return occasion;
    }
    const until = sorted[index + 1]?.at;
    const run = inquiry.runs.find(
      ({ id, startedAt }) =>
        !inquiry.claimed.has(id) &&
        isBefore(occasion.at, startedAt) &&
        (until === undefined || isBefore(startedAt, until)),
    );
    if (run === undefined) return occasion;
    inquiry.claimed.add(run.id);
    return { ...occasion, outcome: "started", run: run.id };
  });
};

/** What was kept of triggers that the journal does not tell of: presses, events, lateness. */
const withStored = (inquiry: Inquiry, page: Page, occasions: readonly Occasion[]): Occasion[] => {
  const stored = inquiry.refusals
    .filter(({ seq }) => seq > page.since && !inquiry.claimed.has(`refusal/${seq}`))
    .map(({ at, version, reason, detail }): Occasion => ({
      at,
      source: "stored",
      save: null,
      version,
      happened: true,
      outcome: reason,
      detail,
      filter: null,
      conditions: null,
      run: null,
    }));
  return [...occasions, ...stored].toSorted((left, right) =>
    isSame(left.at, right.at) ? 0 : isBefore(left.at, right.at) ? -1 : 1,
  );
};
