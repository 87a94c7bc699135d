import { explain } from "@cadencia/core/filter";
import { asText } from "@cadencia/core/model";
import { scheduleOccurrences } from "@cadencia/core/recurrence";
import { filterPaths } from "../../paths.ts";
import { isBefore, isSame, judge, phaseAt, type Inquiry, type Occasion } from "../inquiry.ts";
import type { Era } from "../eras.ts";
import type { Occurrence } from "../page.ts";
import { judgedAt, shownOf } from "./saves.ts";

/** Occurrences are looked for this far back, and so many of them at most. */
const DAYS_BACK = 100;
const MOST_OCCURRENCES = 2000;

/** The last occurrences of an era's schedule up to an instant, the oldest first. */
export const pastOccurrences = async (
  inquiry: Pick<Inquiry, "context" | "phases" | "rules">,
  { era, upTo, limit }: { era: Era; upTo: string; limit: number },
): Promise<readonly Occurrence[]> => {
  const { phases, context } = inquiry;
  const timeZone = context.unit.catalog.settings.timeZone;
  const earliest = Temporal.Instant.from(upTo).subtract({ hours: DAYS_BACK * 24 });
  const found: Occurrence[] = [];
  for (const [index, phase] of phases.entries()) {
    if (phase.seq < era.seq || (era.end !== null && phase.seq >= era.end.seq)) continue;
    const rule = await inquiry.rules(phase.version);
    if (phase.state !== "active" || rule?.trigger.kind !== "schedule") continue;
    const { rrule, at } = rule.trigger;
    const activation = activationOf(inquiry, index);
    // What was due at the very instant of a publication the version before has had.
    const isPublished = phases[index - 1]?.state === "active";
    const from = Temporal.Instant.from(phase.at).subtract({ nanoseconds: isPublished ? 0 : 1 });
    const after = Temporal.Instant.compare(from, earliest) < 0 ? earliest : from;
    const until = phases[index + 1]?.at ?? upTo;
    const schedule = { rrule, at: at ?? undefined, activation, timeZone };
    for (const instant of scheduleOccurrences(schedule, { after, limit: MOST_OCCURRENCES })) {
      const text = instant.toString();
      if (isBefore(upTo, text) || isBefore(until, text)) break;
      // Of the very instant of a switching off and on, what was done before it counts.
      if (found.at(-1)?.at === text) continue;
      found.push({ at: text, phase });
    }
  }
  return found.slice(-limit);
};

/** A new version published while it is active counts from the same activation. */
const activationOf = ({ phases }: Pick<Inquiry, "phases">, index: number): Temporal.Instant => {
  let first = index;
  while (first > 0 && phases[first - 1]?.state === "active") first -= 1;
  return Temporal.Instant.from(phases[first]?.at ?? "1970-01-01T00:00Z");
};

/** Of each occurrence whether the record satisfied `when`. */
export const judgeOccurrences = async (
  inquiry: Inquiry,
  occurrences: readonly Occurrence[],
): Promise<Occasion[]> => {
  const occasions: Occasion[] = [];
  for (const { at, phase } of occurrences) {
    const rule = await inquiry.rules(phase.version);
    if (rule === null) continue;
    const paths = filterPaths(rule.when);
    const node = await inquiry.past.node(inquiry.object, inquiry.record, {
      point: { at, but: "steps" },
      paths,
    });
    if (node === null) continue;
    const judged = judgedAt(inquiry, at);
    const when = rule.when === null ? null : explain(rule.when, node, judged);
    const occasion = `schedule:${at}`;
    const verdict =
      node.value("archived") === true
        ? { outcome: "record_archived" as const, detail: null, run: null }
        : judge(inquiry, { rule, phase, at, quiet: false, node, when, occasion });
    const isOff = verdict.outcome === "unexplained" && phaseAt(inquiry, { at })?.state !== "active";
    // What was made at that very instant came after whom the occurrence found.
    if (verdict.outcome === "unexplained" && isSame(asText(node.value("created_at")), at)) continue;
    occasions.push({
      at,
      source: "schedule",
      save: null,
      version: phase.version,
      happened: when?.holds !== false,
      ...shownOf(isOff ? { ...verdict, outcome: "automation_inactive" } : verdict, {
        rule,
        when,
        node,
        judged,
      }),
    });
  }
  return occasions;
};
