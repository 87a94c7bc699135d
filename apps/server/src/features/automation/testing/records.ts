import { raiseModelRevision } from "../../objects/index.ts";
import { readRecords, recordOf, type Input, type StoredRecord } from "../../records/index.ts";
import { readLivingIds } from "./living.repo.ts";
import type { TestWorkspace } from "./workspace.ts";

/** Creates a record as a person would, and gives it back. */
export const buildRecord = (
  workspace: TestWorkspace,
  object: string,
  input: Input = {},
): Promise<StoredRecord> =>
  workspace.inUnit(async (unit) => recordOf((await unit.create(object, [{ input }]))[0]));

export const buildDeal = (workspace: TestWorkspace, input: Input = {}): Promise<StoredRecord> =>
  buildRecord(workspace, "deal", { title: "Boiler", ...input });

export const buildContact = (workspace: TestWorkspace, input: Input = {}): Promise<StoredRecord> =>
  buildRecord(workspace, "contact", { first_name: "Pedro", ...input });

/** A user who is called by the handle. */
export const buildUser = (
  workspace: TestWorkspace,
  handle: string,
  input: Input = {},
): Promise<StoredRecord> =>
  workspace.inUnit(async (unit) => {
    await raiseModelRevision(unit.tx);
    const name = handle.charAt(0).toUpperCase() + handle.slice(1);
    return recordOf((await unit.create("user", [{ input: { handle, name, ...input } }]))[0]);
  });

/** The record as it stands now. */
export const reread = async (workspace: TestWorkspace, { object, id }: StoredRecord): Promise<StoredRecord> =>
  workspace.inUnit(async (unit) => found(await readRecords(unit.tx, unit.object(object), [id]), id));

const found = (records: readonly StoredRecord[], id: string): StoredRecord => {
  const [record] = records;
  if (record === undefined) throw new Error(`there is no record ${id}`);
  return record;
};

/** Every living record of an object, oldest first. */
export const everyRecord = async (
  workspace: TestWorkspace,
  object: string,
): Promise<readonly StoredRecord[]> =>
  workspace.inUnit(async (unit) => {
    const ids = await readLivingIds(unit.tx, object);
    return readRecords(unit.tx, unit.object(object), ids);
  });
