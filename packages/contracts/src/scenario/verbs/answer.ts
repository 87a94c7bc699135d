import * as z from "zod";
import { name } from "../../formats/index.ts";
import { entry } from "./entry.ts";

/** The customer answers the last survey sent to this record. */
export const answerEntry = entry({ answer: name, survey: z.exactOptional(z.string()), score: z.number() });
