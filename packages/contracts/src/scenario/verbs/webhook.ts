import * as z from "zod";
import { key } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** A call of the automation's inbound address. */
export const webhookEntry = entry({ webhook: key, payload: z.exactOptional(z.unknown()) });
