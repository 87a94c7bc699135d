import type { People } from "@cadencia/contracts/automation";
import { resolveRecipients, type Recipient, type RecipientContext } from "../../../messaging/index.ts";
import { StepFailure, type ActionBatch, type StepAtWork } from "../action.ts";

export interface FoundRecipients {
  readonly recipients: readonly Recipient[];
  /** Who stands in for a person who is gone. */
  readonly warning: string | null;
}

export const recipientContext = (
  { services, catalog }: ActionBatch<unknown>,
  step: StepAtWork,
): RecipientContext => ({
  model: catalog.model,
  record: services.view(step),
  users: services.users,
  userNamed: services.userNamed,
  isHere: services.isHere,
  person: (who) => services.person(step, { who }),
  render: (text) => services.render(text, step),
});

/** The recipients of a step; it fails where a person is meant and nobody is left to stand in. */
export const recipientsOf = (
  batch: ActionBatch<unknown>,
  step: StepAtWork,
  people: People,
): FoundRecipients => {
  const { recipients, warning, personMissing } = resolveRecipients(people, recipientContext(batch, step));
  if (recipients.length === 0 && personMissing) {
    throw new StepFailure("missing_person", `nobody is left to stand in for "${String(people)}"`);
  }
  return { recipients, warning };
};
