import { explain } from "@cadencia/core/filter";
import { dottedPath, filterPaths } from "../../paths.ts";
import { mergePaths, type RecordNode } from "../../../records/index.ts";
import { dateMoment, isToday, dateOccasion } from "../../arm.ts";
import { asOccasion, lastDate, nextDate, recurs, type Dated } from "../../recurring/dates.ts";
import type { Rule } from "../../rule.ts";
import {
  claimRefusal,
  isBefore,
  isSame,
  judge,
  phaseAt,
  type Inquiry,
  type Occasion,
  type Outcome,
} from "../inquiry.ts";
import { CHANGE_KINDS } from "../../../../platform/journal/index.ts";
import type { Phase } from "../known.repo.ts";
import type { Trigger } from "../saves.repo.ts";
import { judgedAt, shownOf, type Told } from "./saves.ts";

/** From when on a moment is set: a save, or the publication of the trigger. */
interface SetDate {
  readonly seq: number;
  readonly at: string;
  readonly save: Trigger | null;
  /** When the next save comes, or up to when it is told. */
  readonly until: string;
  /** No other save follows. */
  readonly isLast: boolean;
  /** The trigger was replaced at this number of the journal; null: it was not. */
  readonly upTo: number | null;
}

/** A record's date as a save left it. */
interface Dating {
  readonly set: SetDate;
  readonly rule: Rule;
  readonly node: RecordNode | null;
  /** Null where it is empty, and of a recurring event, which has many. */
  readonly moment: string | null;
}

/** What became of the moments that saves set: fired, late, moved or cleared before they came. The oldest first. */
export const judgeDates = async (
  inquiry: Inquiry,
  { start, saves, until, upTo }: Told & { readonly upTo: number | null },
): Promise<Occasion[]> => {
  const began = start === null ? [] : [{ ...start, save: null }];
  const all = [...began, ...saves.map((save) => ({ seq: save.seq, at: save.at, save }))];
  const datings: Dating[] = [];
  for (const [index, { seq, at, save }] of all.entries()) {
    const next = all[index + 1]?.at;
    const set = { seq, at, save, until: next ?? until, isLast: next === undefined, upTo };
    const dating = await datingOf(inquiry, set);
    if (dating !== null) datings.push(dating);
  }
  const occasions: Occasion[] = [];
  let last: string | null = null;
  for (const [index, dating] of datings.entries()) {
    const { moment } = dating;
    // Whoever sets the date to what it is moves nothing: it is told of the save that set it first.
    if (moment === null || moment !== last || isSetAgain(inquiry, dating))
      occasions.push(...(await cameOf(inquiry, keptUntil(inquiry, datings.slice(index)), last)));
    last = moment;
  }
  return occasions;
};

const datingOf = async (inquiry: Inquiry, set: SetDate): Promise<Dating | null> => {
  const { context } = inquiry;
  const phase = phaseAt(inquiry, { seq: set.seq + 1 }) ?? inquiry.phases[0] ?? null;
  const rule = phase === null ? null : await inquiry.rules(phase.version);
  if (rule?.trigger.kind !== "date") return null;
  const paths = mergePaths([dottedPath(rule.trigger.field), filterPaths(rule.when)]);
  const node = await inquiry.past.node(inquiry.object, inquiry.record, { point: { seq: set.seq }, paths });
  const isSingle = node !== null && !recurs(context, rule, node);
  const moment = isSingle ? (dateMoment(context, rule, node)?.toString() ?? null) : null;
  return { set, rule, node, moment };
};

/** Whoever comes back from the archive sets a date that passed meanwhile anew. */
const isSetAgain = ({ record }: Inquiry, { set: { save }, moment }: Dating): boolean =>
  save !== null &&
  save.record === record &&
  save.kind === CHANGE_KINDS.unarchived &&
  moment !== null &&
  isBefore(moment, save.at);

/** The first of these datings, with the saves that follow and leave its moment as it is. */
const keptUntil = (inquiry: Inquiry, [dating, ...after]: readonly Dating[]): Dating => {
  if (dating === undefined) throw new Error("there is no date that was set");
  const moved = after.findIndex(
    (each) => each.moment === null || each.moment !== dating.moment || isSetAgain(inquiry, each),
  );
  const kept = moved === -1 ? after : after.slice(0, moved);
  const { until, isLast } = (kept.at(-1) ?? dating).set;
  return { ...dating, set: { ...dating.set, until, isLast } };
};

const cameOf = async (
  inquiry: Inquiry,
  { set, rule, node, moment }: Dating,
  last: string | null,
): Promise<readonly Occasion[]> => {
  if (node !== null && recurs(inquiry.context, rule, node)) {
    const came = await ofSeries(inquiry, rule, { node, set });
    return typeof came === "string" ? notCome(inquiry, rule, { set, at: came }) : came;
  }
  if (node === null || moment === null)
    return last === null ? [] : told(inquiry, rule, { set, outcome: "date_cleared" });
  return ofMoment(inquiry, rule, { node, moment: Temporal.Instant.from(moment), set });
};

/** A moment that was set: it had passed already, comes before the next save, or does not. */
const ofMoment = async (
  inquiry: Inquiry,
  rule: Rule,
  { node, moment, set }: { node: RecordNode; moment: Temporal.Instant; set: SetDate },
): Promise<readonly Occasion[]> => {
  const wanted = moment.toString();
  // A publication sets no date, nor does a page that begins here: what has come by then is over.
  if (set.save === null && !isBefore(set.at, wanted)) return [];
  const isPast = isBefore(wanted, set.at);
  const now = Temporal.Instant.from(set.at);
  const atOnce = isPast && isToday(inquiry.context, { rule, record: node, at: moment, now });
  if (isPast && !atOnce) {
    if (!setsDate(inquiry, rule, set)) return [];
    const kept = claimRefusal(inquiry, set.at, ["late"]);
    const late = told(inquiry, rule, { set, outcome: "late", detail: kept?.detail ?? wanted });
    return late.map((occasion) => ({ ...occasion, happened: true }));
  }
  const at = atOnce ? set.at : wanted;
  if (isBefore(set.until, at)) return notCome(inquiry, rule, { set, at: wanted });
  const came = await fired(inquiry, rule, { set, at, occasion: dateOccasion(moment) });
  if (came === null) return [];
  return isMovedFirst(inquiry, came, set) ? notCome(inquiry, rule, { set, at: wanted }) : [came];
};

/** Creation, coming back and a change on the way to a related date count as setting it, as they do when it is armed. */
const setsDate = ({ record }: Inquiry, { trigger }: Rule, { save }: SetDate): boolean => {
  if (trigger.kind !== "date" || save === null || save.record !== record) return save !== null;
  if (save.kind === CHANGE_KINDS.archived) return false;
  return save.kind !== CHANGE_KINDS.updated || save.changed.includes(trigger.field.split(".", 1)[0] ?? "");
};

/** It had come, but the date was moved before anybody came to it. */
const isMovedFirst = ({ runs, claimed }: Inquiry, came: Occasion, { isLast, until }: SetDate): boolean =>
  came.outcome === "unexplained" &&
  !isLast &&
  !runs.some(
    ({ id, own, startedAt }) =>
      own && !claimed.has(id) && isBefore(came.at, startedAt) && isBefore(startedAt, until),
  );

const notCome = (
  inquiry: Inquiry,
  rule: Rule,
  { set, at }: { set: SetDate; at: string },
): readonly Occasion[] =>
  told(inquiry, rule, { set, outcome: set.isLast ? "date_set" : "date_moved", detail: at });

/** What a save did to the date; of a publication only what came of it is told. */
const told = (
  inquiry: Inquiry,
  { version }: Rule,
  { set: { save }, outcome, detail = null }: { set: SetDate; outcome: Outcome; detail?: string | null },
): readonly Occasion[] => {
  if (save === null) return [];
  const source = save.record === inquiry.record ? "save" : "related_save";
  const unjudged = { happened: false, filter: null, conditions: null, run: null } as const;
  return [{ at: save.at, source, save, version, outcome, detail, ...unjudged }];
};

/** Of a recurring event the last so many occurrences between two saves are told of. */
const MOST_OCCURRENCES = 50;

/** Each occurrence whose moment came before the next save; where none did, when the first one comes. */
const ofSeries = async (
  inquiry: Inquiry,
  rule: Rule,
  { node, set }: { node: RecordNode; set: SetDate },
): Promise<readonly Occasion[] | string> => {
  const { context } = inquiry;
  const came: Dated[] = [];
  let upTo = Temporal.Instant.from(set.until);
  while (came.length < MOST_OCCURRENCES) {
    const dated = lastDate(context, rule, { record: node, upTo });
    if (dated === null || isBefore(dated.at.toString(), set.at)) break;
    came.unshift(dated);
    upTo = dated.at.subtract({ nanoseconds: 1 });
  }
  if (came.length === 0) {
    const after = Temporal.Instant.from(set.at);
    return nextDate(context, rule, { record: node, after })?.at.toString() ?? [];
  }
  const found = [];
  for (const { at, occasion } of came)
    found.push(await fired(inquiry, rule, { set, at: at.toString(), occasion }));
  return found.flatMap((occasion) => occasion ?? []);
};

/** Of a moment that is the very instant of the activation, what was set by then counts as past. */
const wasSetBefore = (
  { phases }: Inquiry,
  { phase, save, at }: { phase: Phase | null; save: Trigger | null; at: string },
): boolean => {
  if (phase?.state !== "active" || !isSame(phase.at, at)) return false;
  const isActivation = phases[phases.indexOf(phase) - 1]?.state !== "active";
  return isActivation && (save === null || save.seq <= phase.seq);
};

/** Whoever publishes or switches off does first what is due by then: of what was set before, the phase before counts. */
const phaseOf = (
  { phases }: Inquiry,
  { seq, at, upTo }: { seq: number; at: string; upTo: number | null },
): Phase | null =>
  phases.findLast(
    (phase) =>
      (isBefore(phase.at, at) || (isSame(phase.at, at) && phase.seq < seq)) &&
      (upTo === null || phase.seq < upTo),
  ) ?? null;

/** The moment came: judged as the record was then, by the version of then. */
const fired = async (
  inquiry: Inquiry,
  before: Rule,
  { set: { seq, at: setAt, save, upTo }, at, occasion }: { set: SetDate; at: string; occasion: string },
): Promise<Occasion | null> => {
  const latest = phaseAt(inquiry, { at, upTo });
  const isPast = wasSetBefore(inquiry, { phase: latest, save, at });
  const phase = isPast ? latest : phaseOf(inquiry, { seq, at, upTo });
  const rule = (phase === null ? null : await inquiry.rules(phase.version)) ?? before;
  const stored = await inquiry.past.node(inquiry.object, inquiry.record, {
    // What a step made or set at that very instant is as the step left it.
    point: save !== null && isSame(setAt, at) ? { seq } : { at, but: "steps", upTo },
    paths: filterPaths(rule.when),
  });
  if (stored === null) return null;
  const node = asOccasion(inquiry.context, stored, occasion);
  const judged = judgedAt(inquiry, at);
  const when = rule.when === null ? null : explain(rule.when, node, judged);
  const archived = node.value("archived") === true && phase?.state === "active";
  const refusal = archived ? "record_archived" : isPast ? "before_activation" : null;
  const verdict =
    refusal !== null
      ? ({ outcome: refusal, detail: null, run: null } as const)
      : judge(inquiry, { rule, phase, at, quiet: false, node, when, occasion });
  if (archived) claimRefusal(inquiry, at, ["record_archived"]);
  const shown = shownOf(verdict, { rule, when, node, judged });
  return { at, source: "date", save, version: rule.version, happened: true, ...shown };
};
