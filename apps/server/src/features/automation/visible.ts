import { noSuch } from "@cadencia/core/nearest";
import { restrictModel } from "@cadencia/core/rights";
import { Refusal } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readCatalog } from "../objects/index.ts";
import { readRights } from "../records/index.ts";
import { findAutomation, listAutomations, type AutomationRow } from "./automations.repo.ts";

/** The automations that somebody hears of: those that work on an object of which they may read anything. */
export const visibleAutomations = async (tx: Transaction, reader: string): Promise<AutomationRow[]> => {
  const isVisible = await visibility(tx, reader);
  return (await listAutomations(tx)).filter(isVisible);
};

/** One of them; any other is as if it were not there. */
export const visibleAutomation = async (
  tx: Transaction,
  key: string,
  reader: string,
): Promise<AutomationRow> => {
  const row = await findAutomation(tx, key);
  if (row !== null && (await visibility(tx, reader))(row)) return row;
  throw await noAutomation(tx, key, reader);
};

export const visibility = async (
  tx: Transaction,
  reader: string,
): Promise<(row: Pick<AutomationRow, "object">) => boolean> => {
  const catalog = await readCatalog(tx);
  const { objects } = restrictModel(catalog.model, await readRights(tx, catalog, reader));
  // Whose object was removed shows what is wrong with it.
  return ({ object }) => objects.has(object) || !catalog.model.objects.has(object);
};

/** What is said of a key that no automation bears, with the nearest that the reader hears of. */
export const noAutomation = async (tx: Transaction, key: string, reader: string): Promise<Refusal> => {
  const keys = (await visibleAutomations(tx, reader)).map((row) => row.key);
  return new Refusal("not_found", noSuch("automation", key, keys));
};
