import * as z from "zod";
import { name } from "../../formats/index.ts";
import { texts } from "../shared.ts";
import { entry } from "./entry.ts";

const text = z.exactOptional(z.string());

/** A message on the record. */
export const messageEntry = entry({
  message: name,
  direction: z.exactOptional(z.enum(["in", "out"])),
  channel: text,
  from: text,
  to: text,
  text,
  headers: z.exactOptional(texts),
  subtype: text,
  in_reply_to: z.exactOptional(z.literal("last")),
  /** A whole mail, handed to the real parser. */
  raw: text,
  subject: text,
});
