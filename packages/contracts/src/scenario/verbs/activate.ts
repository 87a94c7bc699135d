import * as z from "zod";
import { key } from "../../formats/index.ts";
import { previewSchema } from "../preview.ts";
import { entry } from "./entry.ts";

export const activateEntry = entry({
  activate: key,
  existing: z.exactOptional(z.boolean()),
  created_after: z.exactOptional(z.boolean()),
  resume: z.exactOptional(z.enum(["shift", "keep_clock", "restart", "discard"])),
  preview: z.exactOptional(previewSchema),
});
