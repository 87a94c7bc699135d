import type { automationPayloadSchema } from "@cadencia/contracts/api";
import { printAutomation } from "@cadencia/contracts/automation";
import type * as z from "zod";
import type { Transaction } from "../../platform/workspace/index.ts";
import type { AutomationRow } from "./automations.repo.ts";
import { readVersion } from "./rules.repo.ts";

export type AutomationPayload = z.infer<typeof automationPayloadSchema>;

/** An automation as the API shows it: as it is written, with its state. */
export const presentAutomation = async (tx: Transaction, row: AutomationRow): Promise<AutomationPayload> => {
  const version = await readVersion(tx, row.id, row.version);
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
    definition: { ...definition },
  };
};
