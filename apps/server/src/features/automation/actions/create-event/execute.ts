import { mergePaths } from "../../../records/index.ts";
import { recipientPaths } from "../../../messaging/index.ts";
import type { Action } from "../action.ts";
import { checkDue, checkPerson } from "../checks.ts";
import { createEach } from "../create-each.ts";
import { duePaths, personPaths } from "../paths.ts";
import { personFor } from "../people.ts";
import { checkRecipients } from "../sending/checks.ts";
import { warned } from "../set/changes.ts";
import { attendeesOf } from "./attendees.ts";
import { timesOf } from "./moments.ts";

/** One reminder or several, each so long before the start. */
const remindersOf = (reminder: unknown): unknown => (reminder === undefined ? null : [reminder].flat());

export const createEventAction: Action<"create_event"> = {
  name: "create_event",
  paths: ({ start, end, owner, attendees }) =>
    mergePaths([duePaths(start), duePaths(end), personPaths(owner), recipientPaths(attendees)]),
  check: ({ owner, start, end, attendees }, context) => [
    ...checkDue(context, "start", start),
    ...checkDue(context, "end", end),
    ...checkPerson(context, "owner", owner),
    ...checkRecipients(context, "attendees", attendees),
  ],
  execute: async (batch) => {
    const {
      unit,
      services,
      step: { parameters },
    } = batch;
    const { outcomes } = await createEach(batch, "event", (step) => {
      const id = unit.tx.workspace.newId();
      const person = personFor(services, step, { who: parameters.owner });
      const times = timesOf(batch, step, parameters);
      const invited = attendeesOf(batch, step, { people: parameters.attendees, organizer: person.user });
      const input = {
        title: services.render(parameters.title, step),
        start: times.start.toString(),
        end: times.end.toString(),
        all_day: times.allDay,
        timezone: unit.catalog.settings.timeZone,
        rrule: parameters.rrule ?? null,
        location: parameters.location === undefined ? null : services.render(parameters.location, step),
        description: parameters.note === undefined ? null : services.render(parameters.note, step),
        reminders: remindersOf(parameters.reminder),
        owner: person.user.id,
        organizer: person.user.id,
        attendees: invited.attendees,
        record: step.record === null ? null : { object: step.record.object, id: step.record.id },
        uid: `${id}@cadencia`,
        sequence: 0,
      };
      const details = [person.detail, invited.warning].filter((detail) => detail !== null);
      return { id, input, success: warned("missing_person", details) };
    });
    return outcomes;
  },
};
