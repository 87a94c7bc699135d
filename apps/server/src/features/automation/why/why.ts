import type { WhyPayload } from "@cadencia/contracts/api";
import { Refusal } from "../../../platform/errors/index.ts";
import { lastOfMerges } from "../../records/index.ts";
import type { AutomationRow } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import { versionsOf, isBefore, isSame, claimRefusal, type Inquiry, type Occasion } from "./inquiry.ts";
import { readPastRuns, readPhases, readRefusals } from "./known.repo.ts";
import { nearestOf } from "./nearest.ts";
import { judgeBeginnings } from "./occasions/beginnings.ts";
import { judgeDates } from "./occasions/dates.ts";
import { judgeSaves } from "./occasions/saves.ts";
import { judgeOccurrences } from "./occasions/schedule.ts";
import { isInstantOnPage, readPage, type Page, type Stretch } from "./page.ts";
import { Past } from "./past.ts";
import { presentOccasion } from "./present.ts";
import { runsOf } from "./runs.ts";
import { standNow } from "./now.ts";

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
  const survivor = await survivorOfKnown(context, request);
  const rules = versionsOf(context, automation.id);
  const rule = await rules(automation.version);
  const phases = await readPhases(tx, automation.id);
  const page = await readPage(context, { ...request, automation: automation.id, phases });
  const pair = { automation: automation.id, record };
  const inquiry: Inquiry = {
    context,
    automation: automation.id,
    record,
    object: automation.object,
    rules,
    past: new Past(tx, context.unit.catalog, page),
    phases,
    runs: await readPastRuns(tx, { ...pair, survivor }, automation.object),
    refusals: await readRefusals(tx, pair, { before: page.before?.seq ?? null, limit: MOST_REFUSALS }),
    claimed: new Set(),
  };
  const judged = await judgePage(inquiry, page);
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

const survivorOfKnown = async (
  { unit }: AutomationContext,
  { automation, record }: WhyRequest,
): Promise<string> => {
  const found = await lastOfMerges(unit.tx, unit.object(automation.object), { id: record });
  if (found === null) throw new Refusal("not_found", `there is no ${automation.object} ${record}`);
  return found.id;
};

/** The oldest first. */
const judgePage = async (inquiry: Inquiry, page: Page): Promise<Occasion[]> => {
  const judged: Occasion[] = [];
  for (const stretch of page.stretches) judged.push(...(await judgeStretch(inquiry, stretch)));
  return [...judged, ...(await judgeBeginnings(inquiry, { judged, page }))];
};

const judgeStretch = async (
  inquiry: Inquiry,
  { era, rule, saves, occurrences, whole, until }: Stretch,
): Promise<Occasion[]> => {
  const { seq, at, end } = era;
  const start = whole && at !== null ? { seq, at } : null;
  const [first] = saves;
  // What the record's date was when a page begins within an era.
  const known = whole || first === undefined ? start : { seq: first.seq - 1, at: first.at };
  switch (rule.trigger.kind) {
    case "date":
      return judgeDates(inquiry, { start: known, saves, until, upTo: end?.seq ?? null });
    case "schedule":
      return judgeOccurrences(inquiry, occurrences);
    case "enters":
    case "on":
      return judgeSaves(inquiry, { start, saves, until });
    case "event":
    case "idle":
    case "manual":
      return [];
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
      ({ id, own, startedAt }) =>
        own &&
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
    .filter(({ at, seq }) => isInstantOnPage(page, at) && !inquiry.claimed.has(`refusal/${seq}`))
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
