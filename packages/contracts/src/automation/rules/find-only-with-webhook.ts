import { type Rule, subjectOf } from "./rule.ts";

/** Every other event says by itself which record it is about. */
export const findOnlyWithWebhook: Rule = (automation) => {
  const { trigger } = automation;
  if (!("event" in trigger) || trigger.find === undefined || trigger.event === "webhook.received") return [];
  const message = `${subjectOf(automation)} has "find" on "${trigger.event}"; it is allowed only with "webhook.received"`;
  return [{ code: "misplaced_key", path: ["trigger", "find"], message }];
};
