import * as z from "zod";
import { name } from "../../formats/index.ts";
import { values } from "../shared.ts";
import { entry } from "./entry.ts";

/** Bulk import, of rows that stand here or of a CSV file beside this one. */
export const importEntry = entry({
  /** The object. */
  import: name,
  rows: z.exactOptional(z.array(values).min(1)),
  csv: z.exactOptional(z.string().min(1)),
  /** Column of each field, or `{column, format, match, create, values}`. */
  map: z.exactOptional(values),
  run_automations: z.exactOptional(z.boolean()),
  /** Names of the records, in the order of the rows. */
  names: z.exactOptional(z.array(name)),
});
