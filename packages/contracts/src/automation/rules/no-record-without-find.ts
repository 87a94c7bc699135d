import { ACTIONS } from "../actions/index.ts";
import { everyDoStep, type Rule, subjectOf } from "./rule.ts";

/** A call from outside means a record only where `find` says which. */
export const noRecordWithoutFind: Rule = (automation) => {
  const { trigger } = automation;
  if (!("event" in trigger) || trigger.event !== "webhook.received" || trigger.find !== undefined) return [];
  const why = `it needs a record, and "webhook.received" without "find" has none`;
  const judged =
    automation.when === undefined
      ? []
      : [
          {
            code: "needs_record" as const,
            path: ["when"],
            message: `${subjectOf(automation)} has "when": ${why}; use "match" for the payload`,
          },
        ];
  return [
    ...judged,
    ...everyDoStep(automation).flatMap(({ step, path, subject }) =>
      ACTIONS[step.do].needsRecord
        ? [
            {
              code: "needs_record" as const,
              path: [...path, "do"],
              message: `${subject} cannot ${step.do}: ${why}`,
            },
          ]
        : [],
    ),
  ];
};
