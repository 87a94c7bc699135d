import { printAutomation } from "@cadencia/contracts/automation";
import type { Rights } from "@cadencia/core/rights";
import { invalid, Refusal } from "../../../platform/errors/index.ts";
import { readRecords, recordOf, refusalOf, SYSTEM, type StoredRecord } from "../../records/index.ts";
import {
  findAutomation,
  insertAutomation,
  insertVersion,
  setState,
  type AutomationRow,
} from "../automations.repo.ts";
import { existing, ruleOf } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import { joinMembers } from "../membership.repo.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { refuseUntold } from "../publisher/told.ts";
import type { Rule } from "../rule.ts";
import { readVersion } from "../rules.repo.ts";
import { acceptAutomation } from "../validate.ts";
import { noAutomation, visibility } from "../visible.ts";
import type { DryRunRequest } from "./dry-run.ts";
import { drawSeq, forgetRuns } from "./prepare.repo.ts";

/** Lets the automation stand as a dry run needs it: active, on the wanted definition, without a past on the record. */
export const prepare = async (
  context: AutomationContext,
  request: DryRunRequest,
): Promise<{ readonly rule: Rule; readonly afterSeq: number }> => {
  const { unit } = context;
  const row = await standingFor(context, request);
  const rule = await ruleOf(context, row);
  const [record] = /^[0-9a-f-]{36}$/i.test(request.record)
    ? await readRecords(unit.tx, unit.object(rule.object), [request.record], "update")
    : [];
  if (record === undefined || record.deletedAt !== null)
    throw new Refusal("not_found", `there is no ${rule.object} ${request.record}`);
  const rights = publisherRights(context, request.actor ?? null);
  const refused = await refusalOf(unit, rights, { action: "read", before: record });
  if (refused !== null) recordOf(refused);
  const pair = { automation: rule.id, record: record.id };
  await forgetRuns(unit.tx, pair);
  if (rule.trigger.kind === "enters") {
    await moveIntoStage(context, rule.trigger.watched.stages, record);
    await joinMembers(unit.tx, [pair]);
  }
  return { rule, afterSeq: await drawSeq(unit.tx) };
};

const standingFor = async (
  context: AutomationContext,
  { automation: key, definition, actor = null }: DryRunRequest,
): Promise<AutomationRow> => {
  const { tx } = context.unit;
  const standing = await findAutomation(tx, key);
  if (actor !== null && standing !== null && !(await visibility(tx, actor))(standing))
    throw await noAutomation(tx, key, actor);
  const rights = publisherRights(context, actor);
  const draft = definition ?? (rights.everything ? undefined : await published(context, key, rights));
  if (draft !== undefined) await putDraft(context, key, { draft, publisher: actor });
  const row = await existing(context, key);
  if (row.state !== "active") await setState(tx, row.id, { state: "active" });
  return row;
};

/** What stands, to be played as if who asks had published it. */
const published = async (context: AutomationContext, key: string, rights: Rights): Promise<unknown> => {
  const row = await existing(context, key);
  await refuseUntold(context, row, { rights, version: row.version });
  const version = await readVersion(context.unit.tx, row.id, row.version);
  return version === null ? undefined : printAutomation(version.definition);
};

const putDraft = async (
  context: AutomationContext,
  key: string,
  { draft, publisher }: { readonly draft: unknown; readonly publisher: string | null },
): Promise<void> => {
  const { tx } = context.unit;
  const { definition, segments } = await acceptAutomation(context, draft, publisher);
  if (definition.key !== key)
    throw invalid([
      { field: "definition.key", code: "contradiction", message: `definition.key must be "${key}"` },
    ]);
  const row = await findAutomation(tx, key);
  if (row !== null && row.object !== definition.object)
    throw new Refusal("conflict", `automation "${key}" works on ${row.object}`);
  const id = row?.id ?? tx.workspace.newId();
  if (row === null) await insertAutomation(tx, id, definition);
  const version = (row?.version ?? 0) + 1;
  await insertVersion(tx, { automation: id, version, definition, segments, publisher });
};

/** Where the filter can hold in certain stages only, the record stands in one of them, as when somebody moved it. */
const moveIntoStage = async (
  { unit }: AutomationContext,
  stages: ReadonlySet<string> | null,
  { id, object, values }: StoredRecord,
): Promise<void> => {
  const [stage] = stages ?? [];
  const present = values["stage"];
  if (stage === undefined || (typeof present === "string" && stages?.has(present) === true)) return;
  await unit.update(object, [{ id, input: { stage }, origin: SYSTEM }]);
};
