import { ownRules } from "../../platform/workspace/index.ts";
import { recordOf, SYSTEM, type SaveUnit } from "../records/index.ts";
import { hasUsers } from "./users.repo.ts";

/**
 * The first person of a workspace that has nobody, who makes everybody else. There is no password to forget or to
 * guess: who starts the product is shown a key.
 */
export const ensureAdministrator = async (unit: SaveUnit, email: string): Promise<void> => {
  if (await hasUsers(unit.tx)) return;
  // Two processes that start at once: the second waits here and finds the first one's.
  await ownRules(unit.tx);
  if (await hasUsers(unit.tx)) return;
  const input = { handle: "admin", name: "Administrator", email, role: "admin" };
  const [outcome] = await unit.create("user", [{ input, origin: SYSTEM }]);
  recordOf(outcome);
};
