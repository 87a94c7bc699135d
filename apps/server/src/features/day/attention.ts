import type { Attention } from "@cadencia/contracts/api";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readNeeds } from "../automation/index.ts";
import { readCatalog } from "../objects/index.ts";
import { zoneOf } from "../records/index.ts";
import { countDuties } from "./duties.repo.ts";

/** How much waits for somebody, for the navigation. */
export const readAttention = async (tx: Transaction, user: string): Promise<Attention> => {
  const zone = await zoneOf(tx, await readCatalog(tx), user);
  const tomorrow = tx.now.toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 }).toZonedDateTime(zone);
  const needs = await readNeeds(tx, user);
  return {
    due: await countDuties(tx, { owner: user, from: null, to: tomorrow.toInstant() }),
    needs: needs.reduce((sum, { failed, uncertain }) => sum + failed + uncertain, 0),
  };
};
