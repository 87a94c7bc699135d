import { asWritten, didYouMean } from "@cadencia/core/nearest";
import type { ObjectType } from "@cadencia/core/model";
import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction, type Transaction, type Workspace } from "../../platform/workspace/index.ts";
import { readCatalog, type Catalog } from "../objects/index.ts";
import { readDirectory, type Directory } from "./directory.ts";

/** What reading needs: no unit, so that nobody who reads waits for a change of the rules. */
export interface Reading {
  readonly tx: Transaction;
  readonly catalog: Catalog;
  readonly directory: Directory;
}

export const read = <Result>(
  workspace: Workspace,
  work: (reading: Reading) => Promise<Result>,
): Promise<Result> =>
  inTransaction(workspace, async (tx) => {
    const catalog = await readCatalog(tx);
    return work({ tx, catalog, directory: await readDirectory(tx, catalog) });
  });

/** The object of an address; one that is not there is 404, with the one that was perhaps meant. */
export const objectNamed = ({ model }: Pick<Catalog, "model">, key: string): ObjectType => {
  const object = model.objects.get(key);
  if (object !== undefined) return object;
  const hint = didYouMean(key, model.objects.keys());
  throw new Refusal("not_found", `there is no object ${asWritten(key)}${hint}`);
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Ids that cannot be one are no records either. */
export const refuseNonId = (object: string, id: string): void => {
  if (!UUID.test(id)) throw new Refusal("not_found", `there is no ${object} ${id}`);
};
