import { parseFilter, payloadView } from "@cadencia/core/filter";
import { asWritten } from "@cadencia/core/nearest";
import type { JsonValue } from "@cadencia/core/model";
import { Refusal } from "../../../platform/errors/index.ts";
import { existing } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import { raiseEventFor } from "../events.ts";
import type { Rule } from "../rule.ts";
import { logNotStarted } from "../run-log.repo.ts";
import { WEBHOOK } from "./addresses.ts";
import { newestMatching } from "./find.repo.ts";

/** The automation that a call is for, if it is on. What was called while it is off is told in its log. */
export const calledRule = async (
  { unit, rules }: AutomationContext,
  { id, key }: { readonly id: string; readonly key: string },
): Promise<Rule | null> => {
  const rule = rules.active.find((candidate) => candidate.id === id);
  if (rule?.trigger.kind === "event" && rule.trigger.event === WEBHOOK) return rule;
  if (rule !== undefined) return null;
  const { version } = await existing({ unit }, key);
  await logNotStarted(unit.tx, [
    { automation: id, version, record: null, reason: "automation_inactive", detail: null },
  ]);
  return null;
};

/**
 * A call of an automation's address: its run commits with it. With `find` it concerns the newest living record whose
 * field equals that value of the payload; none found is `not_found`.
 */
export const receiveCall = async (
  context: AutomationContext,
  rule: Rule,
  payload: JsonValue,
): Promise<void> => {
  const record = await recordMeant(context, rule, payload);
  await raiseEventFor(context, rule, {
    name: WEBHOOK,
    object: record === null ? "" : rule.object,
    record,
    payload,
    origin: { actor: null, cause: null, runAutomations: true },
  });
};

const recordMeant = async (
  { unit }: AutomationContext,
  { trigger, object }: Rule,
  payload: JsonValue,
): Promise<string | null> => {
  if (trigger.kind !== "event" || trigger.find === null) return null;
  const { field, payload: path } = trigger.find;
  const value = payloadView(payload).value(path);
  if (value === null || value === "")
    throw new Refusal("not_found", `the payload has no "${path}", so no ${object} is meant`);
  const parsed = parseFilter([field, "is", value], {
    model: unit.catalog.model,
    object,
    segments: new Map(),
    resolve: unit.options.resolve,
  });
  const found = parsed.ok ? await newestMatching(unit, object, parsed.filter) : null;
  if (found === null) {
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    throw new Refusal("not_found", `there is no ${object} whose ${field} is ${asWritten(text)}`);
  }
  return found;
};
