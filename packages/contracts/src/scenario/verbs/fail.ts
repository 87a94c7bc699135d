import * as z from "zod";
import { entry } from "./entry.ts";

/** The next handovers fail. */
export const failEntry = entry({
  fail: z.enum(["email", "sms", "message", "webhook", "call"]),
  times: z.exactOptional(z.int().min(1)),
  error: z.exactOptional(z.enum(["temporary", "permanent"])),
});
