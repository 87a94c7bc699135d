import type { TalliesPayload } from "@cadencia/contracts/api";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readRights } from "../../records/index.ts";
import { visibleAutomations } from "../visible.ts";
import { tallyEnded, tallyWaiting, type Tally } from "./tallies.repo.ts";

const DAYS = 30;

/** What became of the steps of each automation lately, of records that the reader may read. */
export const readTallies = async (tx: Transaction, user: string): Promise<TalliesPayload> => {
  const catalog = await readCatalog(tx);
  const reader = { rights: await readRights(tx, catalog, user), model: catalog.model };
  const since = tx.now.subtract({ hours: DAYS * 24 });
  const rows = [...(await tallyWaiting(tx, reader)), ...(await tallyEnded(tx, reader, firstIdAt(since)))];
  const byKey = Map.groupBy(rows, ({ automation }) => automation);
  const visible = await visibleAutomations(tx, user);
  return {
    since: since.toString(),
    items: visible.map(({ key }) => ({ automation: key, ...summed(byKey.get(key) ?? []) })),
  };
};

const summed = (rows: readonly Tally[]): Omit<TalliesPayload["items"][number], "automation"> => {
  const of = (status: string): number =>
    rows.filter((row) => row.status === status).reduce((sum, { count }) => sum + count, 0);
  return {
    done: of("done"),
    skipped: of("skipped"),
    cancelled: of("cancelled"),
    failed: of("failed"),
    uncertain: of("uncertain"),
    waiting: of("waiting"),
    next_due: rows.find(({ status }) => status === "waiting")?.nextDue ?? null,
  };
};

/** The smallest id that is made at an instant (UUIDv7 begins with its milliseconds). */
const firstIdAt = (at: Temporal.Instant): string => {
  const hex = Math.max(0, at.epochMilliseconds).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
