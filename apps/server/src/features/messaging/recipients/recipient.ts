import type { RecordView } from "@cadencia/core/model";
import type { StoredRecord } from "../../records/index.ts";

/** Somebody a message is meant for, before it is known under which address. */
export type Recipient =
  | { readonly kind: "user"; readonly user: StoredRecord }
  /** A contact or a company. */
  | { readonly kind: "party"; readonly party: RecordView }
  /** An address or number written out, or taken from a text field of `of`. */
  | { readonly kind: "address"; readonly address: string; readonly of: RecordView | null };

/** Fields common to stored records and to records met on the way: what is asked of a recipient. */
export const valueOf = (recipient: Recipient, field: string): string | null => {
  const value = rawValue(recipient, field);
  return typeof value === "string" && value !== "" ? value : null;
};

export const rawValue = (recipient: Recipient, field: string): unknown => {
  switch (recipient.kind) {
    case "user":
      return recipient.user.values[field] ?? null;
    case "party":
      return recipient.party.value(field);
    case "address":
      return recipient.of !== null && isParty(recipient.of) ? recipient.of.value(field) : null;
  }
};

export const isParty = (record: RecordView): boolean =>
  record.object === "contact" || record.object === "company";
