import type { Page, StepLine } from "@cadencia/contracts/api";
import type { LogStatus } from "@cadencia/contracts/automation";
import { invalid } from "../../../platform/errors/index.ts";
import { planByValues, type Transaction } from "../../../platform/workspace/index.ts";
import { titlesOf } from "../../records/index.ts";
import { standingOf } from "./counts.ts";
import type { Reader } from "./reader.ts";
import { readSending, readStepRows, type StepRow, type StepsWanted } from "./step-lines.repo.ts";

/** A page of an automation's steps in one state, with what their records are called. */
export const readStepLines = async (
  tx: Transaction,
  { cursor, limit, ...wanted }: Omit<StepsWanted, "after"> & { readonly cursor: string | undefined },
  reader: Reader,
): Promise<Page<StepLine> & { items: StepLine[] }> => {
  const after = cursorIn(cursor, wanted.standing);
  // Which index is best depends on what the reader narrows by.
  planByValues(tx);
  const place = { ...wanted, after, limit: limit + 1 };
  const begins = wanted.standing === "waiting" && after === null;
  const sending = begins ? await readSending(tx, place, reader) : [];
  const found = await readStepRows(tx, place, reader);
  const last = found[limit - 1];
  const page = [...sending, ...found.slice(0, limit)];
  const titles = await titlesOf(tx, reader.seen, page);
  return {
    items: page.map((row) => lineOf(row, titles, reader)),
    next: found.length > limit && last !== undefined ? placeOf(last, wanted.standing) : null,
  };
};

const lineOf = (
  { status, ...row }: StepRow,
  titles: ReadonlyMap<string, string>,
  { told }: Reader,
): StepLine => ({
  ...row,
  title: titles.get(row.record ?? "") ?? null,
  standing: standingOf(status),
  status: shownStatus(status),
  detail: told ? row.detail : null,
});

/** What is being handed over waits, as people see it. */
export const shownStatus = (status: string): LogStatus =>
  status === "sending" ? "waiting" : (status as LogStatus);

const placeOf = ({ id, due }: StepRow, standing: string): string =>
  standing === "waiting" ? `${due ?? ""}_${id}` : id;

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
const ID = new RegExp(`^${UUID}$`, "i");
const DUE_AND_ID = new RegExp(`^(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)?_(${UUID})$`, "i");

const cursorIn = (cursor: string | undefined, standing: string): string | null => {
  if (cursor === undefined) return null;
  if (standing !== "waiting" && ID.test(cursor)) return cursor;
  const place = standing === "waiting" ? DUE_AND_ID.exec(cursor) : null;
  if (place !== null) return `${place[1] ?? ""} ${place[2] ?? ""}`;
  const message = "this cursor is no cursor; take it from `next` of the page before";
  throw invalid([{ field: "cursor", code: "wrong_value", message }]);
};
