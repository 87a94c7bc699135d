import * as z from "zod";
import { describeAction } from "./description.ts";

export const copyDeal = describeAction({
  name: "copy_deal",
  bare: true,
  parameters: z.strictObject({
    title: z.exactOptional(z.string()),
    pipeline: z.exactOptional(z.string()),
    stage: z.exactOptional(z.string()),
    owner: z.exactOptional(z.string()),
    fallback: z.exactOptional(z.string()),
  }),
});
