import * as z from "zod";
import { named } from "./shared.ts";

/** Fields of records, by the record's name. */
export const stateSchema = named(z.record(z.string(), z.unknown()));

/** Number of records of an object. */
export const countSchema = z.record(z.string(), z.int().min(0));

export type ScenarioState = z.infer<typeof stateSchema>;
