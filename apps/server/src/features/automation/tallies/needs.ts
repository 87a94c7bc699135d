import type { DayPayload } from "@cadencia/contracts/api";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { readCatalog } from "../../objects/index.ts";
import { readRights } from "../../records/index.ts";
import { readVersion } from "../rules.repo.ts";
import { visibleAutomations } from "../visible.ts";
import { firstIdAt } from "../first-id-at.ts";
import { tallyWanting } from "./tallies.repo.ts";

/** As far back as the tallies look. */
const DAYS = 30;

/** The automations that somebody may publish and of which steps failed lately, or nobody knows whether they did. */
export const readNeeds = async (tx: Transaction, user: string): Promise<DayPayload["needs"]> => {
  const catalog = await readCatalog(tx);
  const rights = await readRights(tx, catalog, user);
  if (rights.scope("automation", "edit") === "none") return [];
  const rows = new Map((await visibleAutomations(tx, user)).map((row) => [row.id, row]));
  const since = firstIdAt(tx.now.subtract({ hours: 24 * DAYS }));
  const needs: DayPayload["needs"] = [];
  for (const { automation, failed, uncertain } of await tallyWanting(
    tx,
    { rights, model: catalog.model },
    since,
  )) {
    const row = rows.get(automation);
    if (row === undefined) continue;
    const owner = rights.everything
      ? null
      : ((await readVersion(tx, row.id, row.version))?.publisher ?? null);
    if (rights.may("edit", { object: "automation", id: row.id, owner }))
      needs.push({ automation: row.key, name: row.name, failed, uncertain });
  }
  return needs.toSorted((left, right) => right.failed + right.uncertain - (left.failed + left.uncertain));
};
