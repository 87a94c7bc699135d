import type { StoredRecord } from "./row.ts";

/** Every id that stands on a record, and its own: who reads the record knows of them. */
export const idsOn = ({ id, values }: Pick<StoredRecord, "id" | "values">): ReadonlySet<string> =>
  new Set([id, ...Object.values(values).flat()].filter((value) => typeof value === "string"));
