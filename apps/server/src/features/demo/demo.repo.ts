import type { Transaction } from "../../platform/workspace/index.ts";

/** The demo that a workspace holds. */
export interface Demo {
  readonly filledAt: string;
  readonly language: string;
  /** What the first start offers: to switch this automation on, and to move this deal to this stage. */
  readonly automation: string;
  readonly record: string;
  readonly stage: string;
  readonly explainedAt: string | null;
  readonly closedAt: string | null;
}

type Row = Demo & { readonly [column: string]: unknown };

export const readDemo = async (tx: Transaction): Promise<Demo | null> => {
  const [row] = await tx.query<Row>(
    `SELECT filled_at AS "filledAt", language, automation, record, stage, explained_at AS "explainedAt",
            closed_at AS "closedAt"
       FROM ${tx.s}.demo`,
  );
  return row ?? null;
};

export const insertDemo = (
  tx: Transaction,
  { language, automation, record, stage }: Pick<Demo, "language" | "automation" | "record" | "stage">,
): Promise<number> =>
  tx.execute(
    `INSERT INTO ${tx.s}.demo (filled_at, language, automation, record, stage) VALUES ($1, $2, $3, $4, $5)`,
    [tx.now.toString(), language, automation, record, stage],
  );

/** Notes what became of the offer; what was noted before stays. */
export const noteOffer = (
  tx: Transaction,
  { explained, closed }: { readonly explained: boolean; readonly closed: boolean },
): Promise<number> =>
  tx.execute(
    `UPDATE ${tx.s}.demo SET explained_at = CASE WHEN $2 THEN coalesce(explained_at, $1) ELSE explained_at END,
                             closed_at = CASE WHEN $3 THEN coalesce(closed_at, $1) ELSE closed_at END`,
    [tx.realNow.toString(), explained, closed],
  );

/** Tables of records, and of what is configured by keys, that have a row already. */
export const standingRows = async (
  tx: Transaction,
  tables: readonly string[],
): Promise<ReadonlySet<string>> => {
  const asked = tables.map(
    (table) => `SELECT '${table}' AS name WHERE EXISTS (SELECT 1 FROM ${tx.s}."${table}")`,
  );
  const rows = await tx.query<{ name: string }>(asked.join(" UNION ALL "));
  return new Set(rows.map(({ name }) => name));
};

/** What was filled in at one stroke the planner still takes for empty tables. */
export const analyze = (tx: Transaction, tables: readonly string[]): Promise<void> =>
  tx.script(tables.map((table) => `ANALYZE ${tx.s}."${table}"`).join(";\n"));
