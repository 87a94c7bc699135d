import type { JudgingPayload, Page, RecordPayload } from "@cadencia/contracts/api";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { Problem } from "../../lib/api/problem.ts";
import { request } from "../../lib/api/request.ts";
import type { FieldInfo, ObjectInfo } from "../model/queries.ts";
import { titleFields, titleOf } from "../records/record-title.ts";

export interface Wanted {
  readonly object: ObjectInfo;
  readonly columns: readonly FieldInfo[];
  readonly filter: unknown;
  readonly sort: string | null;
}

export interface ListPage extends Page<RecordPayload> {
  /** What the records that are pointed at are called, by their ids. */
  readonly names: Readonly<Record<string, string>>;
}

const ROWS_A_PAGE = 100;

export const listQuery = (
  { object, columns, filter, sort }: Wanted,
  objects: ReadonlyMap<string, ObjectInfo>,
) =>
  infiniteQueryOptions({
    queryKey: ["list", object.key, JSON.stringify(filter), sort, columns.map(({ key }) => key).join()],
    queryFn: async ({ pageParam, signal }): Promise<ListPage> => {
      const query = new URLSearchParams({ limit: String(ROWS_A_PAGE) });
      if (filter !== null) query.set("filter", JSON.stringify(filter));
      if (sort !== null) query.set("sort", sort);
      if (pageParam !== "") query.set("cursor", pageParam);
      const page = await request<Page<RecordPayload>>(`/records/${object.key}?${query.toString()}`, {
        signal,
      });
      const named = await Promise.all(
        columns
          .filter(({ type, to }) => type === "relation" && to !== undefined && to !== "*")
          .map((field) => readNames(objects.get(field.to ?? ""), idsIn(page.items, field.key), signal)),
      );
      return { ...page, names: Object.fromEntries(named.flat()) };
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

const idsIn = (records: readonly RecordPayload[], field: string): readonly string[] => [
  ...new Set(records.map((record) => record[field]).filter((id) => typeof id === "string")),
];

/** What failed for want of a connection fails the page, which is asked for again. */
const noneWhereRefused = (error: unknown): Pick<Page<RecordPayload>, "items"> => {
  if (error instanceof Problem && (error.status === 403 || error.status === 404)) return { items: [] };
  throw error;
};

/** One request for a column of a page; a name that one may not read stays empty. */
const readNames = async (
  object: ObjectInfo | undefined,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<[string, string][]> => {
  if (object === undefined || ids.length === 0) return [];
  const query = new URLSearchParams({
    filter: JSON.stringify(["id", "in", ids]),
    fields: titleFields(object).join(),
    limit: String(ROWS_A_PAGE),
  });
  const path = `/records/${object.key}?${query.toString()}`;
  const { items } = await request<Page<RecordPayload>>(path, { signal }).catch(noneWhereRefused);
  return items.map((record) => [record.id, titleOf(record, object) ?? ""]);
};

/** How many records there are behind the filter; the server counts on its own, so that no page waits for it. */
export const countQuery = (object: string, filter: unknown) =>
  queryOptions({
    queryKey: ["list", object, "count", JSON.stringify(filter)],
    queryFn: ({ signal }) =>
      request<JudgingPayload>(`/records/${object}/judge`, {
        method: "POST",
        body: { filter, record: null },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
