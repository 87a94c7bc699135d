import { Refusal } from "../../platform/errors/index.ts";
import { FilterNotCompilableError } from "../../platform/filter-sql/index.ts";
import {
  Graph,
  readRecords,
  recordOf,
  RecordNode,
  refusalOf,
  rightsOfOrigin,
  type Origin,
} from "../records/index.ts";
import { existing, ruleOf } from "./automations.service.ts";
import type { AutomationContext } from "./context.ts";
import { enroll, type Candidate } from "./enroll.ts";
import { startEach } from "./jobs/start-each.ts";
import { pressAll } from "./many-records.ts";
import { pressedCandidates } from "./pressed.ts";
import { authoriseForAll } from "./publisher/authorise.ts";
import { publisherRights } from "./publisher/publisher-rights.ts";
import { entryPaths } from "./paths.ts";
import type { Rule } from "./rule.ts";
import { logNotStarted } from "./run-log.repo.ts";
import { endRuns } from "./exit.ts";

interface Press {
  /** Null: every record that satisfies `when`. */
  readonly record: string | null;
  readonly origin: Origin;
}

/** Starts an automation by hand, whatever its trigger. */
export const pressAutomation = async (
  context: AutomationContext,
  key: string,
  press: Press,
): Promise<void> => {
  const { unit } = context;
  const row = await existing(context, key);
  const rule = await ruleOf(context, row);
  if (row.state !== "active") {
    const entry = { automation: row.id, version: row.version, record: press.record, detail: null };
    await logNotStarted(unit.tx, [{ ...entry, reason: "automation_inactive" }]);
    return;
  }
  const rights = await rightsOfOrigin(unit, press.origin);
  if (press.record === null) {
    authoriseForAll(rights, rule.object);
    await startEach(context, await allSatisfying(context, rule, press.origin));
    return;
  }
  const [record] = await readRecords(unit.tx, unit.object(rule.object), [press.record], "update");
  if (record === undefined || record.deletedAt !== null) {
    throw new Refusal("not_found", `there is no ${rule.object} ${press.record}`);
  }
  // Who may not change a record by hand may not have it changed either.
  const refused = await refusalOf(unit, rights, { action: "edit", before: record });
  if (refused !== null) recordOf(refused);
  const node = new RecordNode(record);
  await new Graph(unit.tx, unit.catalog.model, "share").load([node], entryPaths(rule));
  await enroll(context, await pressedCandidates(context, rule, [{ record: node, origin: press.origin }]));
};

/** Whether a save changed something can be asked of a save only; no search finds those of whom it holds. */
const allSatisfying = async (
  context: AutomationContext,
  rule: Rule,
  origin: Origin,
): Promise<readonly Candidate[]> => {
  try {
    return await pressAll(context, rule, origin);
  } catch (error) {
    if (!(error instanceof FilterNotCompilableError)) throw error;
    const message = `automation "${rule.key}" cannot be pressed for all: its "when" asks "${error.field} ${error.operator}", which only a save can answer; press it for one record`;
    throw new Refusal("conflict", message);
  }
};

/** Stops an automation for one record: what waits is cancelled, with the name of who stopped it. */
export const stopAutomation = async (
  context: AutomationContext,
  key: string,
  { record, actor }: { record: string; actor: string | null },
): Promise<void> => {
  const { unit, directory } = context;
  const row = await existing(context, key);
  await refuseStop(context, { object: row.object, record, actor });
  const who = actor === null ? null : directory.users.get(actor)?.values["name"];
  const detail = typeof who === "string" ? who : null;
  await endRuns(unit, { records: [record], automation: row.id }, { reason: "manual", detail });
};

/** Stopping is for who could do by hand what is stopped. A record that is gone needs nobody's leave. */
const refuseStop = async (
  context: AutomationContext,
  { object, record, actor }: { object: string; record: string; actor: string | null },
): Promise<void> => {
  const rights = publisherRights(context, actor);
  if (rights.everything) return;
  const { unit } = context;
  const [before] = await readRecords(unit.tx, unit.object(object), [record]);
  if (before === undefined) throw new Refusal("not_found", `there is no ${object} ${record}`);
  const refused = await refusalOf(unit, rights, { action: "edit", before });
  if (refused !== null) recordOf(refused);
};
