import { planByIndexes } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import type { SaveUnit } from "../../records/index.ts";
import type { Rule } from "../rule.ts";
import type { NewStep } from "../runs.repo.ts";
import type { EnterTask } from "../jobs/job.ts";
import { mayEnter } from "./entrants.repo.ts";
import { StatementValues } from "./statement-values.ts";

/** What a step of every run is alike in; the record and the ids differ. */
export type CommonStep = Pick<NewStep, "step" | "reason" | "base" | "due" | "runAt">;

/**
 * Looks at the next part of the members, in record order, and starts a run with its first steps for each whom
 * nothing bars, in one statement: no record is read into the process. Answers the last one looked at; null: all are.
 */
export const enterPart = async (
  unit: SaveUnit,
  { rule, task, steps }: { rule: Rule; task: EnterTask; steps: readonly CommonStep[] },
): Promise<string | null> => {
  const { tx } = unit;
  const values = new StatementValues(unit);
  const [automation, version] = [values.add(rule.id, "uuid"), values.add(rule.version, "int")];
  const [now, at, from] = [tx.now.toString(), task.at, task.base].map((text) =>
    values.add(text, "timestamptz"),
  );
  const column = (type: string, of: (step: CommonStep) => unknown): string =>
    values.add(steps.map(of), `${type}[]`);
  const ids = idsOf(values, tx.workspace.newId());
  planByIndexes(tx);
  const [row] = await tx.query<{ looked: number; last: string | null }>(
    `WITH looked AS MATERIALIZED (
       SELECT m.record, m.since FROM ${tx.s}.member m
        WHERE m.automation = ${automation} AND m.since ${task.joined ? "=" : "<="} ${at}
          AND m.record > ${values.add(task.after ?? BEFORE_ALL, "uuid")}
        ORDER BY m.record LIMIT ${values.add(task.part, "int")}
     ), started AS (
       INSERT INTO ${tx.s}.run
         (id, automation, version, object, record, status, base_at, started_at, depth, chain, confirmed)
       SELECT ${ids("t.id::text")}, ${automation}, ${version}, ${values.add(rule.object, "text")}, t.id, 'active',
              ${from}, ${now}, 1,
              jsonb_build_array(jsonb_build_object('automation', ${automation}::text, 'record', t.id::text)), true
         FROM looked m JOIN ${tx.s}.${quoted(tableName(rule.object))} t ON t.id = m.record
        WHERE ${mayEnter(unit, values, rule)}
       RETURNING id, record
     ), begun AS (
       INSERT INTO ${tx.s}.run_step
         (id, run, automation, version, lane_key, step, position, status, reason, base_at, due_at, run_at, created_at)
       SELECT ${ids("r.record::text || '/' || v.step")}, r.id, ${automation}, ${version}, r.record, v.step,
              ${values.add(rule.position, "int")}, 'waiting', v.reason, v.base, v.due, v.run_at, ${now}
         FROM started r
        CROSS JOIN unnest(${column("text", ({ step }) => step)}, ${column("text", ({ reason }) => reason)},
                          ${column("timestamptz", ({ base }) => base)}, ${column("timestamptz", ({ due }) => due)},
                          ${column("timestamptz", ({ runAt }) => runAt)}) AS v(step, reason, base, due, run_at)
     )
     SELECT count(*)::int AS looked, (SELECT record FROM looked ORDER BY record DESC LIMIT 1) AS last FROM looked`,
    values.list,
  );
  return row === undefined || row.looked < task.part ? null : row.last;
};

const BEFORE_ALL = "00000000-0000-0000-0000-000000000000";

/**
 * UUIDv7 made by the server: the time of a fresh id of ours, then 74 bits of a hash over that id and the row, so
 * that they differ from all others and the same seed makes the same ids.
 */
const idsOf = (values: StatementValues, fresh: string): ((row: string) => string) => {
  const seed = values.add(fresh, "text");
  const head = values.add(`${fresh.replaceAll("-", "").slice(0, 12)}7`, "text");
  return (row) =>
    `overlay(overlay(md5(${seed} || ${row}) placing ${head} from 1 for 13) placing '8' from 17 for 1)::uuid`;
};
