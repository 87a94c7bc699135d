import type { automationPayloadSchema } from "@cadencia/contracts/api";
import { formatPath } from "@cadencia/contracts/problems";
import { printAutomation } from "@cadencia/contracts/automation";
import type * as z from "zod";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readCatalog } from "../objects/index.ts";
import { readDirectory } from "../records/index.ts";
import type { AutomationRow } from "./automations.repo.ts";
import { compileRule, idWritten, type RuleSource } from "./rule.ts";
import { readVersion } from "./rules.repo.ts";

export type AutomationPayload = z.infer<typeof automationPayloadSchema>;

/** An automation as the API shows it: as it is written, with its state. */
export const presentAutomation = async (tx: Transaction, row: AutomationRow): Promise<AutomationPayload> => {
  const version = await readVersion(tx, row.id, row.version);
  const problems = version === null ? [] : await problemsOf(tx, version);
  const definition =
    version === null ? {} : printAutomation({ ...version.definition, active: row.state === "active" });
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

const problemsOf = async (tx: Transaction, source: RuleSource): Promise<AutomationPayload["problems"]> => {
  const catalog = await readCatalog(tx);
  const directory = await readDirectory(tx, catalog);
  const resolve = (object: string, text: string): string | null =>
    idWritten(text) ?? (object === "user" ? (directory.named(text)?.id ?? null) : null);
  const compiled = compileRule(source, { model: catalog.model, resolve });
  if (compiled.ok) return [];
  return compiled.problems.map(({ path, code, message }) => ({ field: formatPath(path), code, message }));
};
