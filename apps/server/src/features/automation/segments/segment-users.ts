import { listAutomations, type AutomationRow } from "../automations.repo.ts";
import type { AutomationContext } from "../context.ts";
import type { RuleSource } from "../rule.ts";
import { readVersion } from "../rules.repo.ts";
import { segmentsReached } from "./segment-use.ts";

/** An automation whose current version rests on a segment, directly or by another one. */
export interface SegmentUser {
  readonly row: AutomationRow;
  readonly source: RuleSource;
}

/** Every automation that was not deleted and whose current version rests on the segment, in order. */
export const segmentUsers = async (
  { unit: { tx } }: AutomationContext,
  key: string,
): Promise<readonly SegmentUser[]> => {
  const users: SegmentUser[] = [];
  for (const row of await listAutomations(tx)) {
    const source = await readVersion(tx, row.id, row.version);
    if (source !== null && segmentsReached(source.definition, source.segments).has(key))
      users.push({ row, source });
  }
  return users;
};
