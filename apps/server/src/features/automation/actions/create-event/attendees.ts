import type { People } from "@cadencia/contracts/automation";
import { emailOf, resolveRecipients } from "../../../messaging/index.ts";
import type { StoredRecord } from "../../../records/index.ts";
import { StepFailure, type ActionBatch, type StepAtWork } from "../action.ts";

/** One who is invited, as the event keeps it. */
export interface Attendee {
  readonly address: string;
  readonly answer: "needs_action";
  readonly role: "required";
}

export interface Invited {
  readonly attendees: readonly Attendee[];
  /** Who took over for whom. */
  readonly warning: string | null;
}

/** Everybody whom `attendees` means, once each; the organizer is there anyway. */
export const attendeesOf = (
  { unit, services }: Pick<ActionBatch<unknown>, "unit" | "services">,
  step: StepAtWork,
  { people, organizer }: { people: People | undefined; organizer: StoredRecord },
): Invited => {
  if (people === undefined) return { attendees: [], warning: null };
  const resolution = resolveRecipients(people, {
    model: unit.catalog.model,
    record: services.view(step),
    users: services.users,
    userNamed: services.userNamed,
    isHere: services.isHere,
    person: (who) => services.person(step, { who }),
    render: (text) => services.render(text, step),
  });
  if (resolution.personMissing)
    throw new StepFailure("missing_person", "somebody who is to be invited is gone");
  const addresses = new Map(
    resolution.recipients
      .filter((recipient) => recipient.kind !== "user" || recipient.user.id !== organizer.id)
      .flatMap((recipient) => {
        const email = emailOf(recipient);
        return email === null ? [] : [[email.key, email.address] as const];
      }),
  );
  const attendees = [...addresses.values()].map((address): Attendee => ({
    address,
    answer: "needs_action",
    role: "required",
  }));
  return { attendees, warning: resolution.warning };
};
