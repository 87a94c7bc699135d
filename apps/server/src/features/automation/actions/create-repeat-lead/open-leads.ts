import { readRecords, stageOf, type SaveUnit } from "../../../records/index.ts";
import type { Customer } from "./customer.ts";
import { readRepeatLeads } from "./open-leads.repo.ts";

/**
 * The open repeat lead of each customer, by the customer's id: neither won nor lost. The customers are locked
 * first, so that two workers do not both find none and both create one.
 */
export const openRepeatLeads = async (
  unit: SaveUnit,
  customers: readonly Customer[],
): Promise<Map<string, string>> => {
  const contacts = await lock(unit, "contact", customers);
  const companies = await lock(unit, "company", customers);
  const open = new Map<string, string>();
  for (const lead of await readRepeatLeads(unit.tx, { contacts, companies })) {
    const kind = lead.stage === null ? "open" : (stageOf(unit.catalog.model, lead.stage)?.kind ?? "open");
    if (kind !== "open") continue;
    for (const customer of [lead.contact, lead.company]) {
      if (customer !== null && !open.has(customer)) open.set(customer, lead.id);
    }
  }
  return open;
};

const lock = async (
  unit: SaveUnit,
  object: Customer["object"],
  customers: readonly Customer[],
): Promise<readonly string[]> => {
  const ids = [...new Set(customers.filter((customer) => customer.object === object).map(({ id }) => id))];
  await readRecords(unit.tx, unit.object(object), ids, "update");
  return ids;
};
