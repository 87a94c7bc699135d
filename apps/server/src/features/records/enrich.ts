import { asText, fold, type ObjectType, type Value } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import {
  readAddressStates,
  readRecurringProducts,
  readPlanIntervals,
  setAddressStates,
} from "./enrich.repo.ts";
import { monthlyRevenue } from "./revenue.ts";
import type { LineInput } from "./lines.ts";
import type { StoredRecord } from "./row.ts";

interface Batch {
  readonly object: ObjectType;
  readonly records: readonly StoredRecord[];
  readonly lines: ReadonlyMap<string, readonly LineInput[]>;
  readonly before?: ReadonlyMap<string, StoredRecord>;
}

/** What a record's fields take from elsewhere: the state of its address, the revenue of its product lines. */
export const enrich = async (tx: Transaction, batch: Batch): Promise<StoredRecord[]> => {
  switch (batch.object.key) {
    case "contact":
      return withAddressState(tx, batch);
    case "subscription":
      return withRevenue(tx, batch);
    default:
      return [...batch.records];
  }
};

/**
 * The state belongs to the address, not to the contact (automation.md, Messages): an edit of `email_state` sets
 * the address's; everything else takes over what the address bears, so that no import brings back to life who
 * unsubscribed.
 */
const withAddressState = async (tx: Transaction, batch: Batch): Promise<StoredRecord[]> => {
  const moved = batch.records.filter((record) => {
    const before = batch.before?.get(record.id);
    return (
      before === undefined ||
      before.values["email"] !== record.values["email"] ||
      before.values["email_state"] !== record.values["email_state"]
    );
  });
  if (moved.length === 0) return [...batch.records];
  const addresses = [...new Set(moved.flatMap((record) => addressOf(record) ?? []))];
  const states = new Map(addresses.length === 0 ? [] : await readAddressStates(tx, addresses));
  const set = new Map<string, string>();
  const results = batch.records.map((record) => {
    const address = addressOf(record);
    if (!moved.includes(record)) return record;
    if (address === null) return withValue(record, "email_state", null);
    const before = batch.before?.get(record.id);
    const wanted = record.values["email_state"];
    const byHand = before !== undefined && wanted !== before.values["email_state"];
    const known = states.get(address);
    if (typeof wanted === "string" && (byHand || (before === undefined && known === undefined))) {
      if (wanted !== (known ?? "active")) set.set(address, wanted);
      return record;
    }
    return withValue(record, "email_state", known ?? "active");
  });
  if (set.size > 0) await setAddressStates(tx, set);
  return results;
};

const addressOf = (record: StoredRecord): string | null => {
  const email = record.values["email"];
  return typeof email === "string" ? fold(email) : null;
};

/** MRR as given stays; otherwise it follows the recurring lines, normalised to a month. */
const withRevenue = async (tx: Transaction, batch: Batch): Promise<StoredRecord[]> => {
  if (batch.lines.size === 0) return [...batch.records];
  const products = [...batch.lines.values()]
    .flat()
    .flatMap((line) => (typeof line["product"] === "string" ? [line["product"]] : []));
  const recurring = await readRecurringProducts(tx, [...new Set(products)]);
  const plans = batch.records.flatMap(({ values }) =>
    typeof values["plan"] === "string" ? [values["plan"]] : [],
  );
  const intervals = await readPlanIntervals(tx, [...new Set(plans)]);
  return batch.records.map((record) => {
    const lines = batch.lines.get(record.id);
    if (lines === undefined || revenueGiven(record, batch)) return record;
    const interval = intervals.get(asText(record.values["plan"])) ?? "month";
    return withValue(record, "mrr", monthlyRevenue(lines, { recurring, interval }));
  });
};

const revenueGiven = (record: StoredRecord, batch: Batch): boolean => {
  const given = record.values["mrr"] ?? null;
  return given !== null && given !== (batch.before?.get(record.id)?.values["mrr"] ?? null);
};

const withValue = (record: StoredRecord, field: string, value: Value): StoredRecord =>
  record.values[field] === value ? record : { ...record, values: { ...record.values, [field]: value } };
