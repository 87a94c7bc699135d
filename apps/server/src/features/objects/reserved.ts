import type { FieldProblem } from "../../platform/errors/index.ts";

/** Words that mean something of their own in records, filters, `set` or merge fields. */
const RESERVED: ReadonlySet<string> = new Set([
  // what every JavaScript object has by that name
  "constructor",
  // columns and keys of every record
  ..."id version object deleted_at merged_into".split(" "),
  // filters
  ..."all any not some none count segment stage now wait changed".split(" "),
  // the action `set`
  ..."clear add remove increment".split(" "),
  // roots of merge fields and parts of addresses
  ..."record workspace payload bulk changes files archive unarchive restore merge convert".split(" "),
  ..."pipeline automation automation_run template tag".split(" "),
  // names of the table of rights
  ..."setting role product_event inbound_address".split(" "),
]);

/** Why a key cannot be used, beyond its form; null when it can. */
export const refuseKey = (key: string, at: string): FieldProblem | null => {
  if (RESERVED.has(key))
    return { field: at, code: "reserved", message: `"${key}" is reserved; choose another key` };
  // Copies of a field for searching stand beside it as key__f and key__object.
  if (key.includes("__")) return { field: at, code: "bad_format", message: `"${key}" must not contain "__"` };
  return null;
};
