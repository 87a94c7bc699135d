import { explain } from "@cadencia/core/filter";
import { dottedPath, filterPaths } from "../../paths.ts";
import { mergePaths } from "../../../records/index.ts";
import { dateMoment, isToday, dateOccasion } from "../../arm.ts";
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
    if (found.occasion !== null) occasions.push(found.occasion);
  }
  return occasions;
};

const momentOf = async (
  inquiry: Inquiry,
  rule: Rule,
  { save, until, isLast, last }: { save: Trigger; until: string; isLast: boolean; last: string | null },
): Promise<{ readonly moment: string | null; readonly occasion: Occasion | null }> => {
  if (rule.trigger.kind !== "date") return { moment: last, occasion: null };
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
  const moment = node === null ? null : dateMoment(context, rule, node);
  if (node === null || moment === null) return { moment: null, occasion: last === null ? null : about };
  const wanted = moment.toString();
  if (wanted === last) return { moment: wanted, occasion: null };
  const atOnce =
    isBefore(wanted, save.at) &&
    isToday(context, { rule, record: node, at: moment, now: Temporal.Instant.from(save.at) });
  if (isBefore(wanted, save.at) && !atOnce) {
    const kept = claimRefusal(inquiry, save.at, ["late"]);
    return {
      moment: wanted,
      occasion: { ...about, happened: true, outcome: "late", detail: kept?.detail ?? wanted },
    };
  }
  const at = atOnce ? save.at : wanted;
  if (!isBefore(at, until) && at !== until) {
    return {
      moment: wanted,
      occasion: { ...about, outcome: isLast ? "date_set" : "date_moved", detail: wanted },
    };
  }
  return { moment: wanted, occasion: await fired(inquiry, rule, { save, at, wanted }) };
};

/** The moment came: judged as the record was then. */
const fired = async (
  inquiry: Inquiry,
  rule: Rule,
  { save, at, wanted }: { save: Trigger; at: string; wanted: string },
): Promise<Occasion | null> => {
  const paths = filterPaths(rule.when);
  const node = await inquiry.past.node(inquiry.object, inquiry.record, { point: { at }, paths });
  if (node === null) return null;
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
        occasion: dateOccasion(Temporal.Instant.from(wanted)),
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
