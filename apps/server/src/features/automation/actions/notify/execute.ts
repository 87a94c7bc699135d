import type { ActionParameters } from "@cadencia/contracts/automation";
import {
  insertNotifications,
  localeOf,
  recipientPaths,
  type NewNotification,
} from "../../../messaging/index.ts";
import {
  DONE,
  eachStep,
  StepFailure,
  type Action,
  type ActionBatch,
  type StepAtWork,
  type StepOutcome,
} from "../action.ts";
import { doneWith } from "../outcomes.ts";
import { checkRecipients, checkTemplateExists } from "../sending/checks.ts";
import { recipientsOf } from "../sending/recipients.ts";
import { plainText } from "../sending/texts.ts";

type Parameters = ActionParameters<"notify">;

/** Tells users something inside the product. Customers are written to, not notified. */
export const notifyAction: Action<"notify"> = {
  name: "notify",
  paths: ({ to }) => recipientPaths(to),
  check: ({ to, template }, context) => [
    ...checkRecipients(context, "to", to),
    ...checkTemplateExists(context, template),
  ],
  execute: async (batch) => {
    const { results, failures } = eachStep(batch.steps, (step) => noticesOf(batch, step));
    await insertNotifications(
      batch.unit.tx,
      [...results.values()].flatMap(({ notices }) => notices),
    );
    const outcomes = new Map<string, StepOutcome>(failures);
    for (const [step, { warning }] of results) {
      outcomes.set(step, warning === null ? DONE : doneWith("missing_person", warning));
    }
    return outcomes;
  },
};

const noticesOf = (
  batch: ActionBatch<Parameters>,
  step: StepAtWork,
): { notices: readonly NewNotification[]; warning: string | null } => {
  const { recipients, warning } = recipientsOf(batch, step, batch.step.parameters.to);
  const users = new Map(
    recipients.flatMap((one) => (one.kind === "user" ? [[one.user.id, one] as const] : [])),
  );
  if (users.size === 0) throw new StepFailure("no_recipient", "there is no user to notify");
  const notices = [...users.values()].map((recipient): NewNotification => {
    const locale = localeOf(recipient, batch.catalog.settings.locale);
    const { text } = plainText(batch, step, { locale, address: recipient.user.id });
    return {
      recipient: recipient.user.id,
      text,
      object: step.record?.object ?? null,
      record: step.record?.id ?? null,
      step: step.id,
      automation: batch.automation.id,
    };
  });
  return { notices, warning };
};
