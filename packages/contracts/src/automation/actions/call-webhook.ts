import * as z from "zod";
import { describeAction } from "./description.ts";

export const callWebhook = describeAction({
  name: "call_webhook",
  needsRecord: false,
  parameters: z.strictObject({
    url: z.string().min(1),
    method: z.exactOptional(z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"])),
    body: z.exactOptional(z.unknown()),
    headers: z.exactOptional(z.record(z.string(), z.string())),
  }),
});
