import * as z from "zod";
import { entry } from "./entry.ts";

/** A link in the last mail to this address. */
export const clickEntry = entry({
  click: z.string(),
  agent: z.exactOptional(z.enum(["human", "machine"])),
  link: z.exactOptional(z.string()),
});
