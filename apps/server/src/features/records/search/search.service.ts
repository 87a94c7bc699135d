import { DEFAULT_PAGE_SIZE } from "@cadencia/contracts/api";
import { formatPath } from "@cadencia/contracts/problems";
import { parseFilter, type Filter, type ParseContext, type ParseResult } from "@cadencia/core/filter";
import type { ObjectType } from "@cadencia/core/model";
import { invalid } from "../../../platform/errors/index.ts";
import { FilterNotCompilableError } from "../../../platform/filter-sql/index.ts";
import { readableSegments, readSegments } from "../../automation/index.ts";
import type { Reading } from "../reading.ts";
import type { StoredRecord } from "../row.ts";
import { readCursor, writeCursor, type ListIdentity } from "./cursor.ts";
import { searchRecords, type Belonging } from "./search.repo.ts";
import { parseSort } from "./sort.ts";

/** A list as a request asks for it. */
export interface ListQuery {
  readonly filter?: string;
  readonly sort?: string;
  readonly limit?: number;
  readonly cursor?: string;
  readonly include_archived?: boolean;
}

export interface RecordPage {
  readonly records: readonly StoredRecord[];
  readonly next: string | null;
}

/** One page of an object's records, all of them or those that belong to one record. */
export const listRecords = async (
  reading: Reading,
  object: ObjectType,
  { query, belonging = null }: { readonly query: ListQuery; readonly belonging?: Belonging | null },
): Promise<RecordPage> => {
  const { limit = DEFAULT_PAGE_SIZE, include_archived: archived = false } = query;
  const filter = query.filter === undefined ? null : await readFilter(reading, object, query.filter);
  const sort = parseSort(object, query.sort);
  const identity: ListIdentity = { parts: [object.key, query.filter ?? null, belonging, archived], sort };
  const after = query.cursor === undefined ? null : readCursor(query.cursor, identity);
  const now = after?.now ?? reading.tx.now;
  // One more than asked for tells whether there is a further page.
  const search = { object, filter, belonging, sort, after, now, archived, limit: limit + 1 };
  const records = await searchRecords(reading, search).catch(refuseUncompilable);
  const page = records.slice(0, limit);
  const last = page.at(-1);
  const next = records.length > limit && last !== undefined ? writeCursor(last, now, identity) : null;
  return { records: page, next };
};

/** A filter as it was sent, in terms of what its writer may see. */
export const readFilter = async (reading: Reading, object: ObjectType, text: string): Promise<Filter> =>
  readAsReader(reading, object, { filter: readJson(text), field: "filter" });

/** The same of a filter that has been read; what is wrong with it is told under `field`. */
export const readAsReader = async (
  reading: Reading,
  object: ObjectType,
  { filter, field }: { readonly filter: unknown; readonly field: string },
): Promise<Filter> => {
  const parsed = await parseAsReader(reading, object, { filter });
  if (parsed.ok) return parsed.filter;
  throw invalid(
    parsed.problems.map(({ path, code, message }) => ({
      field: formatPath([...field.split("."), ...path]),
      code,
      message,
    })),
  );
};

/** The same of a filter that has been read, with its problems as they are. */
export const parseAsReader = async (
  reading: Reading,
  object: ObjectType,
  { filter, ...at }: { readonly filter: unknown } & Pick<ParseContext, "save" | "wait">,
): Promise<ParseResult> => {
  const { directory, rights } = reading;
  return parseFilter(filter, {
    ...at,
    model: reading.catalog.model,
    object: object.key,
    segments: await segmentsFor(reading),
    // Users are named as people name them; any other record by its id.
    resolve: (target, name) => (target === "user" ? (directory.named(name, rights)?.id ?? null) : idOf(name)),
  });
};

const idOf = (text: string): string | null => (UUID.test(text) ? text.toLowerCase() : null);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const segmentsFor = async (reading: Reading): ReturnType<typeof readSegments> => {
  const segments = await readSegments(reading.tx);
  return reading.rights.everything ? segments : readableSegments(segments, reading);
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = `filter is not JSON: ${error instanceof Error ? error.message : String(error)}`;
    throw invalid([{ field: "filter", code: "unreadable", message }]);
  }
};

export const refuseUncompilable = (error: unknown): never => {
  if (!(error instanceof FilterNotCompilableError)) throw error;
  throw invalid([{ field: "filter", code: "wrong_value", message: error.message }]);
};
