import * as z from "zod";

/** A person presses its button, or the API asks. */
export const manualTrigger = z.strictObject({ manual: z.literal(true) });

export type ManualTrigger = z.infer<typeof manualTrigger>;
