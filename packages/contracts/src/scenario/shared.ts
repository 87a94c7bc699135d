import * as z from "zod";
import { name } from "../formats/index.ts";

/** A mapping whose keys are names of the file. */
export const named = <Value extends z.ZodType>(value: Value) => z.record(name, value);

/** Fields and values of a record; what they must be the model says. */
export const values = z.record(z.string(), z.unknown());

export const texts = z.record(z.string(), z.string());
