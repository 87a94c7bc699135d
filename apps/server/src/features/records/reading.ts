import { asWritten, didYouMean } from "@cadencia/core/nearest";
import type { Model, ObjectType } from "@cadencia/core/model";
import { restrictModel, type Rights } from "@cadencia/core/rights";
import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction, type Transaction, type Workspace } from "../../platform/workspace/index.ts";
import { readCatalog, type Catalog } from "../objects/index.ts";
import { readRights } from "./rights-of.ts";
import { readDirectory, type Directory } from "./directory.ts";
import type { SaveUnit } from "./unit.ts";

/** What reading needs: no unit, so that nobody who reads waits for a change of the rules. */
export interface Reading {
  readonly tx: Transaction;
  /** The configuration as the reader sees it: hidden fields are not in its model. */
  readonly catalog: Catalog;
  readonly directory: Directory;
  readonly rights: Rights;
  /** The model with what is hidden from the reader, for judging rights by. */
  readonly whole: Model;
}

/** Who reads: the user that a key acts as. */
interface Reader {
  readonly user: string;
}

export const read = <Result>(
  workspace: Workspace,
  reader: Reader,
  work: (reading: Reading) => Promise<Result>,
): Promise<Result> =>
  inTransaction(workspace, async (tx) => work(await readingOf(tx, await readCatalog(tx), reader)));

/** What a writer sees of what they wrote. */
export const readingIn = ({ tx, catalog }: SaveUnit, reader: Reader): Promise<Reading> =>
  readingOf(tx, catalog, reader);

const readingOf = async (tx: Transaction, whole: Catalog, { user }: Reader): Promise<Reading> => {
  const directory = await readDirectory(tx, whole);
  const rights = await readRights(tx, whole, user);
  const model = restrictModel(whole.model, rights);
  const catalog = model === whole.model ? whole : { ...whole, model };
  return { tx, rights, directory, catalog, whole: whole.model };
};

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
