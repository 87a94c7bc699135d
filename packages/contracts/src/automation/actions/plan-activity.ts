import * as z from "zod";
import { describeAction } from "./description.ts";
import { due } from "./parameters.ts";

export const planActivity = describeAction({
  name: "plan_activity",
  parameters: z.strictObject({
    type: z.exactOptional(z.string()),
    summary: z.string(),
    note: z.exactOptional(z.string()),
    due: z.exactOptional(due),
    owner: z.exactOptional(z.string()),
    /** Done automatically when the record leaves the stage or filter in which it was planned. */
    auto_complete: z.exactOptional(z.boolean()),
    fallback: z.exactOptional(z.string()),
  }),
});
