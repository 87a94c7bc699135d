import type { Transaction } from "../../platform/workspace/index.ts";
import type { Catalog } from "../objects/index.ts";
import { readDirectory } from "./directory.ts";

/** The zone of a user's own clock, else the workspace's. */
export const zoneOf = async (tx: Transaction, catalog: Catalog, user: string): Promise<string> => {
  const zone = (await readDirectory(tx, catalog)).users.get(user)?.values["timezone"];
  return typeof zone === "string" && zone !== "" ? zone : catalog.settings.timeZone;
};
