import type { ObjectType } from "@cadencia/core/model";
import { Refusal, Unseen } from "../../platform/errors/index.ts";
import { isReadable } from "./readable.ts";
import { refuseNonId, type Reading } from "./reading.ts";
import { readRecords } from "./records.repo.ts";
import type { StoredRecord } from "./row.ts";

/** A living record, or one that was merged into another and stays as a redirect. */
export const findRecord = async (
  reading: Pick<Reading, "tx" | "rights" | "whole">,
  object: ObjectType,
  id: string,
): Promise<StoredRecord> => {
  const record = await findAnyRecord(reading, object, id);
  if (record.deletedAt === null || record.mergedInto !== null) return record;
  throw new Refusal("not_found", `the ${object.key} ${id} was deleted; POST …/restore brings it back`);
};

/** Also one that was deleted: its history can still be read. */
export const findAnyRecord = async (
  { tx, rights, whole }: Pick<Reading, "tx" | "rights" | "whole">,
  object: ObjectType,
  id: string,
): Promise<StoredRecord> => {
  refuseNonId(object.key, id);
  // The owner may be hidden from the reader; whose a record is is asked all the same.
  const [record] = await readRecords(tx, whole.objects.get(object.key) ?? object, [id]);
  if (record === undefined) throw new Refusal("not_found", `there is no ${object.key} ${id}`);
  if (await isReadable({ tx, model: whole }, rights, record)) return record;
  throw new Unseen(`there is no ${object.key} ${id}`);
};
