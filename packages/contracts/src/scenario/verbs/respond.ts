import * as z from "zod";
import { entry } from "./entry.ts";

/** An invitation's answer arrives. */
export const respondEntry = entry({
  /** The attendee. */
  respond: z.string(),
  event: z.exactOptional(z.string()),
  answer: z.enum(["accepted", "declined", "tentative"]),
});
