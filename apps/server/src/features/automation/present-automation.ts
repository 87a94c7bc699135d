import type { automationPayloadSchema } from "@cadencia/contracts/api";
import { formatPath } from "@cadencia/contracts/problems";
import { printAutomation } from "@cadencia/contracts/automation";
import type * as z from "zod";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readCatalog } from "../objects/index.ts";
import { readDirectory, readRights, type Directory, type Resolver } from "../records/index.ts";
import { readsEverything } from "../rights/index.ts";
import type { AutomationRow } from "./automations.repo.ts";
import { compileRule, idWritten, type RuleSource } from "./rule.ts";
import { isTold } from "./publisher/told.ts";
import { readVersion } from "./rules.repo.ts";
import { readTemplateKeys } from "./templates.repo.ts";

export type AutomationPayload = z.infer<typeof automationPayloadSchema>;

/**
 * An automation as the API shows it: as it is written, with its state. Whoever may not see all that it names learns
 * only that it is there.
 */
export const presentAutomation = async (
  tx: Transaction,
  row: AutomationRow,
  reader: string,
): Promise<AutomationPayload> => {
  const version = await readVersion(tx, row.id, row.version);
  const shown = version === null || !(await isTo(tx, version, reader)) ? null : version;
  const problems = shown === null ? [] : await problemsOf(tx, shown);
  const definition =
    shown === null ? {} : printAutomation({ ...shown.definition, active: row.state === "active" });
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    object: row.object,
    folder: row.folder,
    state: row.state,
    version: row.version,
    activated_at: row.activatedAt,
    deactivated_at: row.deactivatedAt,
    off_reason: row.offReason,
    problems,
    definition: { ...definition },
  };
};

const isTo = async (tx: Transaction, source: RuleSource, reader: string): Promise<boolean> => {
  const catalog = await readCatalog(tx);
  const rights = await readRights(tx, catalog, reader);
  if (readsEverything(rights, catalog.model)) return true;
  const directory = await readDirectory(tx, catalog);
  const judged = { unit: { catalog, options: { resolve: resolving(directory) } }, directory };
  return isTold(judged, source, { rights, templates: await readTemplateKeys(tx) });
};

const resolving =
  (directory: Directory): Resolver =>
  (object, text, rights) =>
    idWritten(text) ?? (object === "user" ? (directory.named(text, rights)?.id ?? null) : null);

const problemsOf = async (tx: Transaction, source: RuleSource): Promise<AutomationPayload["problems"]> => {
  const catalog = await readCatalog(tx);
  const directory = await readDirectory(tx, catalog);
  const compiled = compileRule(source, { model: catalog.model, resolve: resolving(directory) });
  if (compiled.ok) return [];
  return compiled.problems.map(({ path, code, message }) => ({ field: formatPath(path), code, message }));
};
