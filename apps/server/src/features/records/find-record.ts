import type { ObjectType } from "@cadencia/core/model";
import { Refusal } from "../../platform/errors/index.ts";
import { refuseNonId, type Reading } from "./reading.ts";
import { readRecords } from "./records.repo.ts";
import type { StoredRecord } from "./row.ts";

/** A living record, or one that was merged into another and stays as a redirect. */
export const findRecord = async (
  { tx }: Pick<Reading, "tx">,
  object: ObjectType,
  id: string,
): Promise<StoredRecord> => {
  const record = await findAnyRecord({ tx }, object, id);
  if (record.deletedAt === null || record.mergedInto !== null) return record;
  throw new Refusal("not_found", `the ${object.key} ${id} was deleted; POST …/restore brings it back`);
};

/** Also one that was deleted: its history can still be read. */
export const findAnyRecord = async (
  { tx }: Pick<Reading, "tx">,
  object: ObjectType,
  id: string,
): Promise<StoredRecord> => {
  refuseNonId(object.key, id);
  const [record] = await readRecords(tx, object, [id]);
  if (record === undefined) throw new Refusal("not_found", `there is no ${object.key} ${id}`);
  return record;
};
