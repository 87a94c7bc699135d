import type { Filter } from "@cadencia/core/filter";
import { planByValues } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";
import type { SaveUnit } from "../records/index.ts";
import { StatementValues } from "./entering/statement-values.ts";

interface Seeding {
  readonly automation: string;
  readonly object: string;
  readonly filter: Filter;
}

/**
 * Makes members of all records that satisfy the filter now, and of no others, in one statement each. Whoever was a
 * member and still is keeps the beginning of the stay.
 */
export const seedMembers = async (unit: SaveUnit, seeding: Seeding): Promise<void> => {
  const { tx } = unit;
  const { table, condition, values, automation } = matching(unit, seeding);
  planByValues(tx);
  await tx.execute(
    `DELETE FROM ${tx.s}.member m
      WHERE m.automation = ${automation}
        AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.id = m.record AND t.deleted_at IS NULL AND ${condition})`,
    values.list,
  );
  await joinMatching(unit, seeding);
};

/** Makes members of those who satisfy the filter now and are none. */
export const joinMatching = async (unit: SaveUnit, seeding: Seeding): Promise<void> => {
  const { tx } = unit;
  const { table, condition, values, automation } = matching(unit, seeding);
  planByValues(tx);
  await tx.execute(
    `INSERT INTO ${tx.s}.member (record, automation, since)
       SELECT t.id, ${automation}, ${values.add(tx.now.toString(), "timestamptz")} FROM ${table} t
        WHERE t.deleted_at IS NULL AND ${condition}
     ON CONFLICT DO NOTHING`,
    values.list,
  );
};

const matching = (unit: SaveUnit, { automation, object, filter }: Seeding) => {
  const values = new StatementValues(unit);
  return {
    table: `${unit.tx.s}.${quoted(tableName(object))}`,
    condition: values.filter(filter),
    automation: values.add(automation, "uuid"),
    values,
  };
};
