import type { RunLogPayload } from "@cadencia/contracts/api";
import type { LogStatus } from "@cadencia/contracts/automation";
import { invalid } from "../../../platform/errors/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readRights } from "../../records/index.ts";
import { readsEverything } from "../../rights/index.ts";
import { planByValues, type Transaction } from "../../../platform/workspace/index.ts";
import { readKeptLines, readRunLines, readStepLines, type LogFilter, type LogRow } from "./log-view.repo.ts";

/** How far a reader has come in each table; null: not begun. */
interface Position {
  readonly run: string | null;
  readonly step: string | null;
  readonly kept: string | null;
}

const START: Position = { run: null, step: null, kept: null };

interface Placed extends LogRow {
  readonly table: keyof Position;
}

/** A page of the run log, what began last first: runs, steps that were reached, and what did not start. */
export const readLogPage = async (
  tx: Transaction,
  filter: LogFilter,
  {
    reader,
    cursor,
    limit,
  }: { readonly reader: string; readonly cursor: string | undefined; readonly limit: number },
): Promise<RunLogPayload> => {
  const catalog = await readCatalog(tx);
  const rights = await readRights(tx, catalog, reader);
  const { model } = catalog;
  const from = positionIn(cursor);
  // Which index is best depends on what the reader narrows by.
  planByValues(tx);
  const part = (before: string | null) => ({ filter, before, limit: limit + 1, rights, model });
  const lines: Placed[] = [
    ...(await readRunLines(tx, part(from.run))).map((row) => ({ ...row, table: "run" as const })),
    ...(await readStepLines(tx, part(from.step))).map((row) => ({ ...row, table: "step" as const })),
    ...(await readKeptLines(tx, part(from.kept))).map((row) => ({ ...row, table: "kept" as const })),
  ].toSorted(newestFirst);
  const page = lines.slice(0, limit);
  // What a line says in detail may name values; it is for who may read them all.
  const isTold = readsEverything(rights, model);
  return {
    items: page.map(present).map((line) => (isTold ? line : { ...line, detail: null })),
    next: lines.length > limit ? printPosition(page.reduce(advance, from)) : null,
  };
};

/** Of one table the order of its own places is kept: a cursor leaves none out. */
const newestFirst = (left: Placed, right: Placed): number =>
  Temporal.Instant.compare(Temporal.Instant.from(right.begun), Temporal.Instant.from(left.begun));

const advance = (position: Position, { table, place }: Placed): Position => ({ ...position, [table]: place });

const printPosition = ({ run, step, kept }: Position): string =>
  [run, step, kept].map((place) => place ?? "").join("_");

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const CURSOR = new RegExp(`^(${UUID})?_(${UUID})?_(\\d{1,15})?$`, "i");

const positionIn = (cursor: string | undefined): Position => {
  if (cursor === undefined) return START;
  const found = CURSOR.exec(cursor);
  if (found === null) {
    const message = "this cursor is no cursor; take it from `next` of the page before";
    throw invalid([{ field: "cursor", code: "wrong_value", message }]);
  }
  return { run: found[1] ?? null, step: found[2] ?? null, kept: found[3] ?? null };
};

const present = (row: Placed): RunLogPayload["items"][number] => ({
  automation: row.automation,
  version: row.version,
  record: row.record,
  run: row.run,
  step: row.step,
  at: row.at,
  due: row.due,
  status: row.status as LogStatus,
  reason: row.reason,
  detail: row.detail,
});
