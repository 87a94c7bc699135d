import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Passage } from "./passage.ts";

/** What these runs have behind them, by run. */
export const readPassages = async (
  tx: Transaction,
  runs: readonly string[],
): Promise<ReadonlyMap<string, Passage>> => {
  const rows = await tx.query<{
    run: string;
    started: string;
    step: string | null;
    open: boolean | null;
    finished: string | null;
    passed: boolean | null;
  }>(
    `SELECT r.id AS run, r.base_at AS started, s.step, s.status IN ('waiting', 'sending') AS open,
            s.finished_at AS finished, s.status <> 'done' AS passed
       FROM ${tx.s}.run r LEFT JOIN ${tx.s}.run_step s ON s.run = r.id WHERE r.id = ANY($1::uuid[])`,
    [runs],
  );
  return new Map(
    [...Map.groupBy(rows, (row) => row.run)].map(([run, steps]): [string, Passage] => [
      run,
      {
        startedAt: Temporal.Instant.from(steps[0]?.started ?? ""),
        open: new Set(steps.flatMap(({ step, open }) => (step !== null && open === true ? [step] : []))),
        ended: new Map(
          steps.flatMap(
            ({ step, finished, passed }): [string, { at: Temporal.Instant; passed: boolean }][] => {
              if (step === null || finished === null) return [];
              return [[step, { at: Temporal.Instant.from(finished), passed: passed ?? false }]];
            },
          ),
        ),
      },
    ]),
  );
};
