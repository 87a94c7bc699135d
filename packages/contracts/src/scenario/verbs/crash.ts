import * as z from "zod";
import { key, stepId } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** The worker dies at that point of the next execution of the step, and another takes over. */
export const crashEntry = entry({
  crash: z.enum(["before_commit", "after_send"]),
  step: stepId,
  automation: z.exactOptional(key),
});
