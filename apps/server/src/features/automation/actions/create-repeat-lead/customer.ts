import type { RecordNode } from "../../../records/index.ts";

/** Whose repeat lead it is: the contact, else the company; null where the deal has neither. */
export interface Customer {
  readonly object: "contact" | "company";
  readonly id: string;
}

export const customerOf = (deal: RecordNode): Customer | null => {
  const contact = deal.one("contact");
  if (contact !== null) return { object: "contact", id: contact.id };
  const company = deal.one("company");
  return company === null ? null : { object: "company", id: company.id };
};
