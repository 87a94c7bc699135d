import * as z from "zod";
import { changeSchema } from "../../automation/index.ts";
import { key } from "../../formats/index.ts";
import { previewSchema } from "../preview.ts";
import { entry } from "./entry.ts";

/** A new version; the change replaces whole top-level keys. */
export const publishEntry = entry({
  publish: key,
  change: changeSchema,
  active_runs: z.exactOptional(z.enum(["finish", "move", "cancel"])),
  preview: z.exactOptional(previewSchema),
});
