import type { Subject } from "@cadencia/core/rights";
import type { RecordValues, StoredRecord } from "./row.ts";

/** What rights are asked of. */
export const subjectOf = (record: Pick<StoredRecord, "object" | "id" | "values">): Subject => ({
  object: record.object,
  id: record.id,
  owner: ownerIn(record.values),
});

export const ownerIn = ({ owner }: RecordValues): string | null => (typeof owner === "string" ? owner : null);
