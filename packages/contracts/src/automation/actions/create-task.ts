import * as z from "zod";
import { describeAction } from "./description.ts";
import { due } from "./parameters.ts";

export const createTask = describeAction({
  name: "create_task",
  needsRecord: false,
  parameters: z.strictObject({
    title: z.string(),
    type: z.exactOptional(z.string()),
    note: z.exactOptional(z.string()),
    due: z.exactOptional(due),
    owner: z.exactOptional(z.string()),
    fallback: z.exactOptional(z.string()),
  }),
});
