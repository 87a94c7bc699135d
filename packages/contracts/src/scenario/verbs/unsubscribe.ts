import * as z from "zod";
import { entry } from "./entry.ts";

/** By the link in the last mail to this address; a machine's is a GET. */
export const unsubscribeEntry = entry({
  unsubscribe: z.string(),
  agent: z.exactOptional(z.enum(["human", "machine"])),
});
