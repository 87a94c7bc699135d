import * as z from "zod";
import { describeAction } from "./description.ts";

export const create = describeAction({
  name: "create",
  needsRecord: false,
  parameters: z.strictObject({
    object: z.string().min(1),
    set: z.exactOptional(z.record(z.string(), z.unknown())),
  }),
});
