import * as z from "zod";
import { filter } from "../filter.ts";
import { describeAction } from "./description.ts";

export const completeActivities = describeAction({
  name: "complete_activities",
  bare: true,
  parameters: z.strictObject({
    type: z.exactOptional(z.string()),
    summary: z.exactOptional(z.string()),
    where: z.exactOptional(filter),
  }),
});
