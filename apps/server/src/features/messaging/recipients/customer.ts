import type { RecordView } from "@cadencia/core/model";
import type { PathTree } from "../../records/index.ts";
import { isParty, type Recipient } from "./recipient.ts";

/** Where a record without a customer of its own looks for one: an activity's record, a task's deal or project. */
const ABOVE = ["record", "deal", "project"] as const;
const OWN = { contact: {}, company: {} } satisfies PathTree;

export const CUSTOMER_PATHS: PathTree = {
  ...OWN,
  ...Object.fromEntries(ABOVE.map((relation) => [relation, OWN])),
};

/**
 * The customer of a record: of a contact or company that record; else its contact, else its company, else the
 * customer of the record it belongs to, else the address that a lead bears itself.
 */
export const customerOf = (record: RecordView): Recipient | null => {
  const own = ownCustomer(record);
  if (own !== null) return own;
  for (const relation of ABOVE) {
    const above = record.one(relation);
    const found = above === null ? null : ownCustomer(above);
    if (found !== null) return found;
  }
  return null;
};

const ownCustomer = (record: RecordView): Recipient | null => {
  if (isParty(record)) return { kind: "party", party: record };
  const party = record.one("contact") ?? record.one("company");
  if (party !== null) return { kind: "party", party };
  if (record.object !== "lead") return null;
  const hasAddress = record.value("email") !== null || record.value("phone") !== null;
  return hasAddress ? { kind: "party", party: record } : null;
};
