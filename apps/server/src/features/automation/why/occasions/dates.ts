import { explain } from "@cadencia/core/filter";
import { dottedPath, filterPaths } from "../../paths.ts";
import { mergePaths, type RecordNode } from "../../../records/index.ts";
import { dateMoment, isToday, dateOccasion } from "../../arm.ts";
import { asOccasion, lastDate, nextDate, recurs, type Dated } from "../../recurring/dates.ts";
import type { Rule } from "../../rule.ts";
import { claimRefusal, isBefore, judge, phaseAt, type Inquiry, type Occasion } from "../inquiry.ts";
import type { Trigger } from "../saves.repo.ts";
import { judgedAt, shownOf } from "./saves.ts";

/** What became of the moments that saves set: fired, late, moved or cleared before they came. The oldest first. */
export const judgeDates = async (
  inquiry: Inquiry,
  saves: readonly Trigger[],
  until: string,
): Promise<Occasion[]> => {
  const occasions: Occasion[] = [];
  let last: string | null = null;
  for (const [index, save] of saves.entries()) {
    const phase = phaseAt(inquiry, { seq: save.seq }) ?? inquiry.phases[0] ?? null;
    const rule = phase === null ? null : await inquiry.rules(phase.version);
    if (rule?.trigger.kind !== "date") continue;
    const next = saves[index + 1]?.at;
    const found = await momentOf(inquiry, rule, {
      save,
      until: next ?? until,
      isLast: next === undefined,
      last,
    });
    last = found.moment;
    occasions.push(...found.occasions);
  }
  return occasions;
};

const momentOf = async (
  inquiry: Inquiry,
  rule: Rule,
  { save, until, isLast, last }: { save: Trigger; until: string; isLast: boolean; last: string | null },
): Promise<{ readonly moment: string | null; readonly occasions: readonly Occasion[] }> => {
  if (rule.trigger.kind !== "date") return { moment: last, occasions: [] };
  const { context } = inquiry;
  const paths = mergePaths([dottedPath(rule.trigger.field), filterPaths(rule.when)]);
  const node = await inquiry.past.node(inquiry.object, inquiry.record, { point: { seq: save.seq }, paths });
  const about: Occasion = {
    at: save.at,
    source: save.record === inquiry.record ? "save" : "related_save",
    save,
    version: rule.version,
    happened: false,
    outcome: "date_cleared",
    detail: null,
    filter: null,
    conditions: null,
    run: null,
  };
  if (node !== null && recurs(context, rule, node))
    return { moment: null, occasions: await ofSeries(inquiry, rule, { node, save, until, isLast, about }) };
  const moment = node === null ? null : dateMoment(context, rule, node);
  if (node === null || moment === null) return { moment: null, occasions: last === null ? [] : [about] };
  const wanted = moment.toString();
  if (wanted === last) return { moment: wanted, occasions: [] };
  const atOnce =
    isBefore(wanted, save.at) &&
    isToday(context, { rule, record: node, at: moment, now: Temporal.Instant.from(save.at) });
  if (isBefore(wanted, save.at) && !atOnce) {
    const kept = claimRefusal(inquiry, save.at, ["late"]);
    return {
      moment: wanted,
      occasions: [{ ...about, happened: true, outcome: "late", detail: kept?.detail ?? wanted }],
    };
  }
  const at = atOnce ? save.at : wanted;
  if (!isBefore(at, until) && at !== until) {
    return {
      moment: wanted,
      occasions: [{ ...about, outcome: isLast ? "date_set" : "date_moved", detail: wanted }],
    };
  }
  const came = await fired(inquiry, rule, { save, at, occasion: dateOccasion(moment) });
  return { moment: wanted, occasions: came === null ? [] : [came] };
};

/** Of a recurring event the last so many occurrences between two saves are told of. */
const MOST_OCCURRENCES = 50;

/** Each occurrence whose moment came between the save and the next one; else that the first one is set. */
const ofSeries = async (
  inquiry: Inquiry,
  rule: Rule,
  {
    node,
    save,
    until,
    isLast,
    about,
  }: { node: RecordNode; save: Trigger; until: string; isLast: boolean; about: Occasion },
): Promise<readonly Occasion[]> => {
  const { context } = inquiry;
  const came: Dated[] = [];
  let upTo = Temporal.Instant.from(until);
  while (came.length < MOST_OCCURRENCES) {
    const dated = lastDate(context, rule, { record: node, upTo });
    if (dated === null || isBefore(dated.at.toString(), save.at)) break;
    came.unshift(dated);
    upTo = dated.at.subtract({ nanoseconds: 1 });
  }
  if (came.length === 0) {
    const after = Temporal.Instant.from(save.at);
    const wanted = nextDate(context, rule, { record: node, after })?.at.toString();
    return wanted === undefined
      ? []
      : [{ ...about, outcome: isLast ? "date_set" : "date_moved", detail: wanted }];
  }
  const found = [];
  for (const { at, occasion } of came)
    found.push(await fired(inquiry, rule, { save, at: at.toString(), occasion }));
  return found.flatMap((occasion) => occasion ?? []);
};

/** The moment came: judged as the record was then. */
const fired = async (
  inquiry: Inquiry,
  rule: Rule,
  { save, at, occasion }: { save: Trigger; at: string; occasion: string },
): Promise<Occasion | null> => {
  const paths = filterPaths(rule.when);
  const stored = await inquiry.past.node(inquiry.object, inquiry.record, { point: { at }, paths });
  if (stored === null) return null;
  const node = asOccasion(inquiry.context, stored, occasion);
  const judged = judgedAt(inquiry, at);
  const when = rule.when === null ? null : explain(rule.when, node, judged);
  const phase = phaseAt(inquiry, { at });
  const current = phase === null ? null : await inquiry.rules(phase.version);
  const archived = node.value("archived") === true && phase?.state === "active";
  const verdict = archived
    ? { outcome: "record_archived" as const, detail: null, run: null }
    : judge(inquiry, {
        rule: current ?? rule,
        phase,
        at,
        quiet: false,
        node,
        when,
        occasion,
      });
  if (archived) claimRefusal(inquiry, at, ["record_archived"]);
  return {
    at,
    source: "date",
    save,
    version: rule.version,
    happened: true,
    ...shownOf(verdict, { rule, when, node, judged }),
  };
};
