import type { Model } from "@cadencia/core/model";
import type { Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { ofReadable } from "../runs-view.repo.ts";

export interface Tally {
  readonly automation: string;
  readonly status: string;
  readonly count: number;
  readonly nextDue: string | null;
  /** When the last of them ended. */
  readonly lastAt: string | null;
}

interface Reader {
  readonly rights: Rights;
  readonly model: Model;
}

type Row = Tally & { readonly [column: string]: unknown };

const COLUMNS = `split_part(a.key, '~', 1) AS automation, count(*)::int AS count`;

/** Steps that wait now, by automation; the index of waiting steps holds them all. */
export const tallyWaiting = (tx: Transaction, reader: Reader): Promise<Tally[]> => {
  const params: unknown[] = [];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  return tx.query<Row>(
    `SELECT ${COLUMNS}, 'waiting' AS status, min(s.due_at) AS "nextDue", NULL AS "lastAt"
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE s.status = 'waiting' AND a.state <> 'deleted'${readable}
      GROUP BY a.id`,
    params,
  );
};

/** Steps reached since that ended, by automation and state. Their ids rise with time: the primary key finds them. */
export const tallyEnded = (tx: Transaction, reader: Reader, from: string): Promise<Tally[]> => {
  const params: unknown[] = [from];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  return tx.query<Row>(
    `SELECT ${COLUMNS}, s.status, NULL AS "nextDue", max(s.finished_at) AS "lastAt"
       FROM ${tx.s}.run_step s JOIN ${tx.s}.run r ON r.id = s.run JOIN ${tx.s}.automation a ON a.id = s.automation
      WHERE s.id >= $1::uuid AND s.status NOT IN ('waiting', 'sending') AND a.state <> 'deleted'${readable}
      GROUP BY a.id, s.status`,
    params,
  );
};

export interface Wanting {
  /** Its id. */
  readonly automation: string;
  readonly failed: number;
  readonly uncertain: number;
}

/** Steps reached since of which a person should know, by automation. The index of those holds no others. */
export const tallyWanting = (tx: Transaction, reader: Reader, from: string): Promise<Wanting[]> => {
  const params: unknown[] = [from];
  const readable = ofReadable(
    tx,
    { ...reader, alias: "r" },
    (value, type) => `$${params.push(value)}::${type}`,
  );
  const join = readable === "" ? "" : `JOIN ${tx.s}.run r ON r.id = s.run`;
  return tx.query<Wanting & { readonly [column: string]: unknown }>(
    `SELECT s.automation, (count(*) FILTER (WHERE s.status = 'failed'))::int AS failed,
            (count(*) FILTER (WHERE s.status = 'uncertain'))::int AS uncertain
       FROM ${tx.s}.run_step s ${join}
      WHERE s.status IN ('failed', 'uncertain') AND s.id >= $1::uuid${readable} GROUP BY s.automation`,
    params,
  );
};
