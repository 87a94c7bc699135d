import * as z from "zod";
import { describeAction } from "./description.ts";

export const createRepeatLead = describeAction({
  name: "create_repeat_lead",
  bare: true,
  parameters: z.strictObject({
    title: z.exactOptional(z.string()),
    owner: z.exactOptional(z.string()),
    if_open: z.exactOptional(z.enum(["create", "skip", "comment"])),
    fallback: z.exactOptional(z.string()),
  }),
});
