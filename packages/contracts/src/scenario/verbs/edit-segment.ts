import * as z from "zod";
import { filterSchema } from "../../automation/index.ts";
import { name } from "../../formats/index.ts";
import { previewSchema } from "../preview.ts";
import { entry } from "./entry.ts";

export const editSegmentEntry = entry({
  edit_segment: name,
  filter: filterSchema,
  apply: z.exactOptional(z.enum(["now_on", "all"])),
  preview: z.exactOptional(previewSchema),
});
