import * as z from "zod";
import { eventNameSchema } from "../../automation/index.ts";
import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** Any event of the product. */
export const eventEntry = entry({
  event: eventNameSchema,
  record: z.exactOptional(name),
  payload: z.exactOptional(z.unknown()),
});
