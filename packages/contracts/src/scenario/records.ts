import * as z from "zod";
import { name } from "../formats/index.ts";

/** `object`, and beside it the fields of the record. */
export const recordSchema = z.looseObject({ object: name });

export interface ScenarioRecord {
  readonly object: string;
  readonly values: Readonly<Record<string, unknown>>;
}

export const fillRecord = ({ object, ...values }: z.infer<typeof recordSchema>): ScenarioRecord => ({
  object,
  values,
});
