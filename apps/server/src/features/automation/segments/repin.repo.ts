import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Rule, RuleSource } from "../rule.ts";

/** The same definition by the same publisher, with the segments as they are now. */
export const insertRepinned = async (
  tx: Transaction,
  {
    rule,
    segments,
    activeRuns,
  }: { rule: Rule; segments: RuleSource["segments"]; activeRuns: "finish" | "move" },
): Promise<void> => {
  const now = tx.now.toString();
  await tx.execute(
    `INSERT INTO ${tx.s}.automation_version
       (automation, version, definition, segments, published_at, published_by, active_runs)
     SELECT automation, version + 1, definition, $3, $4, published_by, $5
       FROM ${tx.s}.automation_version WHERE automation = $1 AND version = $2`,
    [rule.id, rule.version - 1, JSON.stringify(Object.fromEntries(segments)), now, activeRuns],
  );
  await tx.execute(`UPDATE ${tx.s}.automation SET version = $2, updated_at = $3 WHERE id = $1`, [
    rule.id,
    rule.version,
    now,
  ]);
};
