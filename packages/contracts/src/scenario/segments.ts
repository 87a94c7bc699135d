import * as z from "zod";
import { filterSchema } from "../automation/index.ts";
import { name } from "../formats/index.ts";

export const segmentSchema = z.strictObject({ object: name, filter: filterSchema });

export type ScenarioSegment = z.infer<typeof segmentSchema>;
