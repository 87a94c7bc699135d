import * as z from "zod";
import { duration } from "../../formats/index.ts";
import { describeAction } from "./description.ts";
import { people } from "./parameters.ts";

/** `start` and `end` take what `due` takes, or a moment with merge fields; the engine reads them. */
export const createEvent = describeAction({
  name: "create_event",
  needsRecord: false,
  parameters: z.strictObject({
    title: z.string(),
    start: z.exactOptional(z.unknown()),
    end: z.exactOptional(z.unknown()),
    duration: z.exactOptional(duration),
    attendees: z.exactOptional(people),
    location: z.exactOptional(z.string()),
    rrule: z.exactOptional(z.string()),
    reminder: z.exactOptional(z.unknown()),
    owner: z.exactOptional(z.string()),
    note: z.exactOptional(z.string()),
  }),
  flawsOf: ({ end, duration: length }) =>
    end !== undefined && length !== undefined
      ? [
          {
            code: "contradiction",
            path: ["duration"],
            message: "has both an end and a duration; give one or the other",
          },
        ]
      : [],
});
