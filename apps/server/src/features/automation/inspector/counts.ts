import type { Forecast, StepCounts, StepStanding } from "@cadencia/contracts/api";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { firstIdAt } from "../first-id-at.ts";
import { countDue, countRuns, countSteps, STANDING_ROWS } from "./counts.repo.ts";
import type { Reader } from "./reader.ts";

/** So many days are looked back unless said otherwise. */
export const DEFAULT_DAYS = 30;

export const sinceDays = (tx: Transaction, days = DEFAULT_DAYS): Temporal.Instant =>
  tx.now.subtract({ hours: 24 * days });

const STANDINGS = new Map<string, StepStanding>(
  Object.entries(STANDING_ROWS).flatMap(([standing, rows]) =>
    rows.map((row): [string, StepStanding] => [row, standing as StepStanding]),
  ),
);

/** How people sort the state of a row. */
export const standingOf = (status: string): StepStanding => STANDINGS.get(status) ?? "waiting";

export const readStepCounts = async (
  tx: Transaction,
  { automation, days }: { readonly automation: string; readonly days: number | undefined },
  reader: Reader,
): Promise<StepCounts> => {
  const at = sinceDays(tx, days);
  const asked = { automation, since: firstIdAt(at) };
  const steps = await countSteps(tx, asked, reader);
  return {
    since: at.toString(),
    runs: await countRuns(tx, asked, reader),
    steps: steps.map(({ status, ...row }) => ({ ...row, standing: standingOf(status) })),
  };
};

/** So many days are told one by one. */
const DAYS_AHEAD = 60;

export const readForecast = async (
  tx: Transaction,
  asked: { readonly automation: string; readonly zone: string },
  reader: Reader,
): Promise<Forecast> => {
  const rows = await countDue(tx, asked, reader);
  const dated = rows.flatMap(({ day, count }) => (day === null ? [] : [{ day, count }]));
  const last = tx.now.toZonedDateTimeISO(asked.zone).toPlainDate().add({ days: DAYS_AHEAD }).toString();
  return {
    days: dated.filter(({ day }) => day <= last),
    later: dated.filter(({ day }) => day > last).reduce((sum, { count }) => sum + count, 0),
    undated: rows.find(({ day }) => day === null)?.count ?? 0,
  };
};
