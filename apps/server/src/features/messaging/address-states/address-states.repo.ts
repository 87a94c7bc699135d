import { fold } from "@cadencia/core/model";
import type { Transaction } from "../../../platform/workspace/index.ts";
import type { AddressState } from "./address-state.ts";

/** The states of these addresses (folded, or E.164); those without an entry are left out. */
export const readAddressStates = async (
  tx: Transaction,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, AddressState>> => {
  if (addresses.length === 0) return new Map();
  const rows = await tx.query<{ address: string; state: AddressState }>(
    `SELECT address, state FROM ${tx.s}.address_state WHERE address = ANY($1::text[])`,
    [addresses],
  );
  return new Map(rows.map((row) => [row.address, row.state]));
};

export const writeAddressState = (tx: Transaction, address: string, state: AddressState): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.address_state (address, state, since) VALUES ($1, $2, $3)
     ON CONFLICT (address) DO UPDATE SET state = excluded.state, since = excluded.since
       WHERE address_state.state <> excluded.state`,
    [address, state, tx.now.toString()],
  );

/** Living contacts that bear the address. */
export const contactsWithAddress = async (tx: Transaction, address: string): Promise<string[]> => {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM ${tx.s}.o_contact WHERE email__f = $1 AND deleted_at IS NULL ORDER BY id`,
    [address],
  );
  return rows.map((row) => row.id);
};

export interface Bounce {
  readonly address: string;
  readonly status: string;
  readonly action: string;
  readonly kind: string;
  readonly delivery: string | null;
}

export const insertBounce = (tx: Transaction, bounce: Bounce): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.bounce (id, address, status, action, kind, delivery, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.workspace.newId(),
      bounce.address,
      bounce.status,
      bounce.action,
      bounce.kind,
      bounce.delivery,
      tx.now.toString(),
    ],
  );

/** Serialises the reports of one address, so that of two at once one sees the other. */
export const lockAddress = (tx: Transaction, address: string): Promise<number> =>
  tx.execute(`SELECT pg_advisory_xact_lock(hashtextextended($1, 2))`, [`${tx.s} ${address}`]);

export const countBounces = async (
  tx: Transaction,
  address: string,
  { kind, since }: { kind: string; since: Temporal.Instant },
): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM ${tx.s}.bounce WHERE address = $1 AND kind = $2 AND at > $3`,
    [address, kind, since.toString()],
  );
  return row?.count ?? 0;
};

/** The address that an unsubscribe link belongs to. */
export const addressOfToken = async (tx: Transaction, token: string): Promise<string | null> => {
  const [row] = await tx.query<{ recipient: string }>(
    `SELECT recipient FROM ${tx.s}.delivery WHERE token = $1`,
    [token],
  );
  return row?.recipient ?? null;
};

/** The last mail that was handed over for an address, whose link a person would press. */
export const lastTokenOf = async (tx: Transaction, address: string): Promise<string | null> => {
  const [row] = await tx.query<{ token: string }>(
    `SELECT token FROM ${tx.s}.delivery
      WHERE recipient = $1 AND seq IS NOT NULL AND token IS NOT NULL ORDER BY seq DESC LIMIT 1`,
    [fold(address)],
  );
  return row?.token ?? null;
};

/** The last mail that was handed over for an address: what a delivery report is about. */
export const lastDeliveryTo = async (
  tx: Transaction,
  address: string,
): Promise<{ id: string; message: string | null } | null> => {
  const [row] = await tx.query<{ id: string; message: string | null }>(
    `SELECT id, message FROM ${tx.s}.delivery
      WHERE recipient = $1 AND seq IS NOT NULL AND channel = 'email' ORDER BY seq DESC LIMIT 1`,
    [fold(address)],
  );
  return row ?? null;
};
