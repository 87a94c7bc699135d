import type { TalliesPayload } from "@cadencia/contracts/api";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readRights } from "../../records/index.ts";
import { firstIdAt } from "../first-id-at.ts";
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
    last_at:
      rows
        .flatMap(({ lastAt }) => lastAt ?? [])
        .toSorted()
        .at(-1) ?? null,
  };
};
