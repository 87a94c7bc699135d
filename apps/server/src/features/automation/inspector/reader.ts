import type { Model } from "@cadencia/core/model";
import { restrictModel, type Rights } from "@cadencia/core/rights";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { readCatalog, type Catalog } from "../../objects/index.ts";
import { readRights } from "../../records/index.ts";
import { readsEverything } from "../../rights/index.ts";

/** Who looks, and what they may see. */
export interface Reader {
  readonly user: string;
  readonly rights: Rights;
  /** The whole model of the workspace. */
  readonly model: Model;
  /** What the reader sees of it. */
  readonly seen: Model;
  readonly catalog: Catalog;
  /** What a step or a run says of itself may name values; it is for who may read them all. */
  readonly told: boolean;
}

export const readerOf = async (tx: Transaction, user: string): Promise<Reader> => {
  const catalog = await readCatalog(tx);
  const { model } = catalog;
  const rights = await readRights(tx, catalog, user);
  return {
    user,
    rights,
    model,
    catalog,
    seen: restrictModel(model, rights),
    told: readsEverything(rights, model),
  };
};
