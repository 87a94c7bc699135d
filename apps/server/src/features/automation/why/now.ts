import type { WhyPayload } from "@cadencia/contracts/api";
import { describe, explain, nextFlip, type Explanation, type Filter } from "@cadencia/core/filter";
import { scheduleOccurrences } from "@cadencia/core/recurrence";
import { mergePaths, type RecordNode } from "../../records/index.ts";
import type { AutomationRow } from "../automations.repo.ts";
import { judgedNow } from "../context.ts";
import { dottedPath, filterPaths } from "../paths.ts";
import { lastDate, nextDate, type Dated } from "../recurring/dates.ts";
import type { Rule } from "../rule.ts";
import type { Inquiry } from "./inquiry.ts";

type Now = WhyPayload["now"];

/** How it stands now: what the filters say of the record, and when something comes next. */
export const standNow = async (
  inquiry: Inquiry,
  { state }: AutomationRow,
  rule: Rule | null,
): Promise<Now> => {
  const { context, past, object, record } = inquiry;
  const at = context.unit.tx.now.toString();
  const nothing = { at, detail: null, conditions: null, when: null, next_at: null };
  if (rule === null) return { ...nothing, outcome: "missing_field" };
  const node = await past.node(object, record, {
    point: { seq: Number.MAX_SAFE_INTEGER },
    paths: pathsOf(rule),
  });
  if (node === null) return { ...nothing, outcome: "record_deleted" };
  const judge = (filter: Filter | null): Explanation | null =>
    filter === null ? null : explain(filter, node, judgedNow(context));
  const when = judge(rule.when);
  const conditions = rule.trigger.kind === "enters" ? judge(rule.trigger.watched.filter) : null;
  const next = nextOf(inquiry, rule, node);
  const about = { ...nothing, conditions, when, next_at: next?.toString() ?? null };
  if (state !== "active") return { ...about, next_at: null, outcome: "automation_inactive" };
  const running = inquiry.runs.some(({ endedAt }) => endedAt === null);
  if (running && rule.definition.enrollment.while_active === "ignore")
    return { ...about, outcome: "already_active" };
  if (rule.definition.enrollment.again === "once" && inquiry.runs.length > 0)
    return { ...about, outcome: "already_ran" };
  return { ...about, ...outcomeOf(inquiry, { rule, node, conditions, when }) };
};

const pathsOf = (rule: Rule) =>
  mergePaths([
    filterPaths(rule.when),
    rule.trigger.kind === "enters" ? filterPaths(rule.trigger.watched.filter) : {},
    rule.trigger.kind === "date" ? dottedPath(rule.trigger.field) : {},
  ]);

const outcomeOf = (
  inquiry: Inquiry,
  {
    rule,
    node,
    conditions,
    when,
  }: { rule: Rule; node: RecordNode; conditions: Explanation | null; when: Explanation | null },
): Pick<Now, "outcome" | "detail"> => {
  if (conditions !== null)
    return conditions.holds
      ? { outcome: "already_member", detail: null }
      : { outcome: "condition_false", detail: describe(conditions) };
  if (rule.trigger.kind === "date") {
    const date = dateOutcome(inquiry, rule, node);
    if (date !== null) return date;
  }
  if (when !== null && !when.holds && rule.trigger.kind !== "on")
    return { outcome: "condition_false", detail: describe(when) };
  const pressed = rule.trigger.kind === "date" ? pressedMoment(inquiry, rule, node) : null;
  return pressed === null
    ? { outcome: "ready", detail: null }
    : { outcome: "already_ran", detail: pressed.toString() };
};

/** Why no moment is to come; null when one is. */
const dateOutcome = (
  { context, runs }: Inquiry,
  rule: Rule,
  node: RecordNode,
): Pick<Now, "outcome" | "detail"> | null => {
  if (node.value("archived") === true) return { outcome: "record_archived", detail: null };
  const { now } = context.unit.tx;
  if (nextDate(context, rule, { record: node, after: now }) !== null) return null;
  const last = lastDate(context, rule, { record: node, upTo: now });
  if (last === null) return { outcome: "date_cleared", detail: null };
  const fired = runs.some(({ occasion }) => occasion === last.occasion);
  return { outcome: fired ? "started" : "late", detail: last.at.toString() };
};

/** The moment to come, where somebody has pressed for it and it is the last. */
const pressedMoment = (inquiry: Inquiry, rule: Rule, record: RecordNode): Temporal.Instant | null =>
  comingDate(inquiry, rule, record) === null
    ? (nextDate(inquiry.context, rule, { record, after: inquiry.context.unit.tx.now })?.at ?? null)
    : null;

/** The next moment for which nobody has pressed yet. */
const comingDate = ({ context, runs }: Inquiry, rule: Rule, record: RecordNode): Dated | null => {
  const used = new Set(runs.map(({ occasion }) => occasion));
  let next = nextDate(context, rule, { record, after: context.unit.tx.now });
  while (next !== null && used.has(next.occasion)) next = nextDate(context, rule, { record, after: next.at });
  return next;
};

const nextOf = (inquiry: Inquiry, rule: Rule, node: RecordNode): Temporal.Instant | null => {
  const { context } = inquiry;
  const { tx, catalog } = context.unit;
  const { trigger } = rule;
  if (trigger.kind === "date") return comingDate(inquiry, rule, node)?.at ?? null;
  if (trigger.kind === "enters" && trigger.watched.dependencies.time)
    return nextFlip(trigger.watched.filter, node, judgedNow(context));
  if (trigger.kind !== "schedule" || rule.activatedAt === null) return null;
  const activation = Temporal.Instant.from(rule.activatedAt);
  const schedule = { rrule: trigger.rrule, at: trigger.at ?? undefined, activation };
  const { timeZone } = catalog.settings;
  const [next] = scheduleOccurrences({ ...schedule, timeZone }, { after: tx.now, limit: 1 });
  return next ?? null;
};
