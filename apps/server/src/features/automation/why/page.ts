import type { AutomationContext } from "../context.ts";
import type { Rule } from "../rule.ts";
import { bearingsOf } from "./bearings.ts";
import { erasOf, type Era } from "./eras.ts";
import { versionsOf, isBefore, type Versions } from "./inquiry.ts";
import type { Phase } from "./known.repo.ts";
import { pastOccurrences } from "./occasions/schedule.ts";
import { instantOf, readTriggers, seqBefore, type Bearing, type Trigger } from "./saves.repo.ts";

/** What of an era stands on a page, the oldest first. */
export interface Stretch {
  readonly era: Era;
  readonly rule: Rule;
  readonly saves: readonly Trigger[];
  readonly occurrences: readonly Occurrence[];
  /** The page reaches back to where the era begins. */
  readonly whole: boolean;
  readonly until: string;
}

export interface Occurrence {
  readonly at: string;
  /** As the automation stood when it came. */
  readonly phase: Phase;
}

export interface Page {
  /** The oldest first. */
  readonly stretches: readonly Stretch[];
  /** Nothing on the page is older than what follows this number of the journal. */
  readonly since: number;
  /** The instant of that; null where the page reaches back to the beginning. */
  readonly from: string | null;
  /** Where the page before began; null: there is none. */
  readonly before: Place | null;
  readonly next: string | null;
}

/** A place in the past: up to a number of the journal, or an instant, that one not included. */
interface Place {
  readonly seq: number;
  readonly at: string;
  /** It was given as an instant. */
  readonly isInstant: boolean;
}

/** So many triggers that publications replaced are gone through for one page. */
const MOST_ERAS = 20;

/** Numbers follow instants only so closely: a save bears the instant at which it began. */
const LONGEST_SAVE_MINUTES = 2;

interface Asked {
  readonly automation: string;
  readonly record: string;
  readonly limit: number;
  readonly cursor: string | null;
  readonly phases: readonly Phase[];
}

/** The last so many saves and occurrences that could have started a run, each era's by its own trigger. */
export const readPage = async (context: AutomationContext, asked: Asked): Promise<Page> => {
  const before = await placeOf(context, asked);
  const eras = erasOf(asked.phases).filter((era) => beginsBefore(era, before));
  const rules = versionsOf(context, asked.automation);
  const stretches: Stretch[] = [];
  let room = asked.limit;
  for (const era of eras.slice(0, MOST_ERAS)) {
    if (room === 0) break;
    const rule = await rules(era.version);
    if (rule === null) continue;
    const found = await readStretch(context, asked, { era, rule, rules, before, limit: room + 1 });
    const count = found.saves.length + found.occurrences.length;
    if (count > room) {
      const cut = { saves: found.saves.slice(-room), occurrences: found.occurrences.slice(-room) };
      stretches.unshift({ ...found, ...cut, whole: false });
      return { stretches, before, ...(await beginningOf(context, cut)) };
    }
    stretches.unshift(found);
    room -= count;
  }
  const [oldest] = stretches;
  const isAll = oldest === undefined || oldest.era === eras.at(-1);
  if (isAll) return { stretches, before, since: 0, from: null, next: null };
  const { seq, at } = oldest.era;
  return { stretches, before, since: seq - 1, from: at, next: String(seq) };
};

/** A page that ends within an era goes on from its oldest save or occurrence. */
const beginningOf = async (
  { unit: { tx } }: AutomationContext,
  { saves, occurrences }: Pick<Stretch, "saves" | "occurrences">,
): Promise<Pick<Page, "since" | "from" | "next">> => {
  const [save] = saves;
  if (save !== undefined) return { since: save.seq - 1, from: save.at, next: String(save.seq) };
  const from = occurrences[0]?.at ?? tx.now.toString();
  const since = await seqBefore(tx, moved(from, { minutes: -LONGEST_SAVE_MINUTES }));
  return { since, from, next: from };
};

const placeOf = async (
  { unit: { tx } }: AutomationContext,
  { cursor, phases }: Asked,
): Promise<Place | null> => {
  if (cursor === null) return null;
  if (cursor.includes("T")) {
    const last = await seqBefore(tx, moved(cursor, { minutes: LONGEST_SAVE_MINUTES }));
    return { seq: last + 1, at: cursor, isInstant: true };
  }
  const seq = Number(cursor);
  const begun = phases.find((phase) => phase.seq === seq)?.at;
  return { seq, at: begun ?? (await instantOf(tx, seq)) ?? tx.now.toString(), isInstant: false };
};

const moved = (instant: string, by: { minutes: number }): string =>
  Temporal.Instant.from(instant).add(by).toString();

/** Whether what stands in the journal with this number, or happened at this instant, is of this page. */
export const isOnPage = (
  { since, from, before }: Page,
  { seq, at }: { readonly seq: number; readonly at: string },
): boolean => {
  if (seq <= since || (from !== null && isBefore(at, from))) return false;
  if (before === null) return true;
  return before.isInstant ? isBefore(at, before.at) : seq < before.seq;
};

/** Whether what was kept at this instant is of this page. Its number is lower than that of the save it was kept at. */
export const isInstantOnPage = ({ from, before }: Page, at: string): boolean =>
  (from === null || !isBefore(at, from)) && (before === null || isBefore(at, before.at));

const beginsBefore = ({ seq, at }: Era, place: Place | null): boolean => {
  if (place === null) return true;
  return place.isInstant ? at === null || isBefore(at, place.at) : seq < place.seq;
};

const readStretch = async (
  context: AutomationContext,
  { record, phases }: Asked,
  {
    era,
    rule,
    rules,
    before,
    limit,
  }: { era: Era; rule: Rule; rules: Versions; before: Place | null; limit: number },
): Promise<Stretch> => {
  const { tx } = context.unit;
  const end = era.end?.at ?? tx.now.toString();
  const isCut = before !== null && isBefore(before.at, end);
  const about = { era, rule, saves: [], occurrences: [], whole: true, until: isCut ? before.at : end };
  if (rule.trigger.kind === "schedule") {
    // What a page began with does not stand on the next one.
    const upTo = isCut ? Temporal.Instant.from(before.at).subtract({ nanoseconds: 1 }).toString() : end;
    const occurrences = await pastOccurrences({ context, phases, rules }, { era, upTo, limit });
    return { ...about, occurrences };
  }
  const bearings = await bearingsOfRule(context, rule, record);
  if (bearings === null) return about;
  const ends = [era.end?.seq, before?.seq].filter((seq) => seq !== undefined);
  const found = await readTriggers(tx, bearings, {
    after: era.seq,
    before: ends.length === 0 ? null : Math.min(...ends),
    limit,
  });
  return { ...about, saves: found.toReversed() };
};

/** Null: no save starts it. */
const bearingsOfRule = (
  context: AutomationContext,
  { trigger }: Rule,
  record: string,
): Promise<readonly Bearing[] | null> => {
  switch (trigger.kind) {
    case "on":
      return Promise.resolve([{ record, fields: null }]);
    case "enters":
    case "date":
      return bearingsOf(context, record, trigger.watched.dependencies);
    default:
      return Promise.resolve(null);
  }
};
