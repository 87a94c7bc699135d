import * as z from "zod";
import { describeAction } from "./description.ts";

/** Its parameters are fields of the deal that the lead becomes. */
export const convertLead = describeAction({
  name: "convert_lead",
  bare: true,
  parameters: z.record(z.string(), z.unknown()),
});
