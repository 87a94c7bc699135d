import * as z from "zod";
import { describeAction } from "./description.ts";

export const assign = describeAction({
  name: "assign",
  parameters: z.strictObject({
    mode: z.enum(["queue", "random", "first_available"]),
    users: z.array(z.string()).min(1),
    skip_absent: z.exactOptional(z.boolean()),
  }),
});
