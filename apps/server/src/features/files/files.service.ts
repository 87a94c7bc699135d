import type { FilePayload } from "@cadencia/contracts/api";
import { Refusal } from "../../platform/errors/index.ts";
import { appendFileEntry } from "../../platform/journal/index.ts";
import {
  findRecord,
  guardedRecord,
  objectNamed,
  recordOf,
  refusalOf,
  rightsOfOrigin,
  type Origin,
  type Reading,
  type SaveUnit,
} from "../records/index.ts";
import {
  countFiles,
  readContent,
  readFiles,
  removeFile,
  writeFile,
  type FileContent,
  type StoredFile,
} from "./files.repo.ts";

/** So many can be shown at once; who has more has a folder elsewhere. */
const MOST_FILES = 200;

interface Target {
  readonly object: string;
  readonly id: string;
}

/** The files of a record that the reader may see, the newest first. */
export const listFiles = async (reading: Reading, target: Target): Promise<FilePayload[]> =>
  (await readFiles(reading.tx, await readableId(reading, target))).map(present);

export const fileContent = async (reading: Reading, target: Target, file: string): Promise<FileContent> => {
  const content = await readContent(reading.tx, { record: await readableId(reading, target), id: file });
  if (content === null) throw noFile(target, file);
  return content;
};

export interface NewFile extends FileContent {
  /** Who adds it. */
  readonly user: string;
}

export const addFile = async (
  unit: SaveUnit,
  { target, origin }: Edit,
  { user, ...content }: NewFile,
): Promise<FilePayload> => {
  const { tx } = unit;
  const record = await editableId(unit, { target, origin });
  if ((await countFiles(tx, record)) >= MOST_FILES)
    throw new Refusal("conflict", `this ${target.object} has ${MOST_FILES} files; delete one first`);
  const id = tx.workspace.newId();
  const size = content.bytes.byteLength;
  const file = { ...content, id, size, created_at: tx.now, created_by: user };
  await writeFile(tx, record, file);
  const { object } = target;
  appendFileEntry(tx, {
    object,
    record,
    kind: "file_added",
    actor: user,
    file: { id, name: file.name, size },
  });
  return present(file);
};

export const deleteFile = async (unit: SaveUnit, { target, origin }: Edit, file: string): Promise<void> => {
  const record = await editableId(unit, { target, origin });
  const removed = await removeFile(unit.tx, { record, id: file });
  if (removed === null) throw noFile(target, file);
  const { object } = target;
  appendFileEntry(unit.tx, { object, record, kind: "file_removed", actor: origin.actor, file: removed });
};

interface Edit {
  readonly target: Target;
  readonly origin: Origin;
}

const readableId = async (reading: Reading, { object, id }: Target): Promise<string> => {
  const record = await findRecord(reading, objectNamed(reading.catalog, object), id);
  return record.mergedInto ?? record.id;
};

/** Locks the record, so that a merge beside it takes along what is added, and the count of its files stands. */
const editableId = async (unit: SaveUnit, { target, origin }: Edit): Promise<string> => {
  const record = await guardedRecord(unit, target, { origin, precondition: null, content: null });
  const rights = await rightsOfOrigin(unit, origin);
  const refused = await refusalOf(unit, rights, { action: "edit", before: record });
  if (refused !== null) recordOf(refused);
  if (record.deletedAt !== null) throw new Refusal("not_found", `there is no ${target.object} ${target.id}`);
  return record.id;
};

const noFile = ({ object }: Target, id: string): Refusal =>
  new Refusal("not_found", `this ${object} has no file ${id}`);

const present = ({ id, name, type, size, created_at, created_by }: StoredFile): FilePayload => ({
  id,
  name,
  type,
  size,
  created_at: created_at.toString(),
  created_by,
});
