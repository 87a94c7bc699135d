import type { Transaction } from "../../../../platform/workspace/index.ts";

export interface RepeatLead {
  readonly id: string;
  readonly contact: string | null;
  readonly company: string | null;
  readonly stage: string | null;
}

/** Living repeat leads of these customers, oldest first, in whatever stage. */
export const readRepeatLeads = (
  tx: Transaction,
  { contacts, companies }: { contacts: readonly string[]; companies: readonly string[] },
): Promise<RepeatLead[]> =>
  tx.query<RepeatLead & { id: string }>(
    `SELECT id, contact, company, stage FROM ${tx.s}.o_lead
      WHERE (contact = ANY($1::uuid[]) OR company = ANY($2::uuid[]))
        AND repeat AND deleted_at IS NULL AND NOT archived
      ORDER BY id`,
    [contacts, companies],
  );
