import type { Page, RecordPayload } from "@cadencia/contracts/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";
import { objectsQuery } from "../../model/queries.ts";
import { titleOf } from "../../records/record-title.ts";

const namesQuery = (object: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ["records", object, "named", ids],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams({ filter: JSON.stringify(["id", "in", ids]), limit: "100" });
      return request<Page<RecordPayload>>(`/records/${object}?${params.toString()}`, { signal });
    },
    enabled: ids.length > 0,
  });

/** What the records of some ids are called. */
export const useNames = (object: string, ids: readonly string[]): ReadonlyMap<string, string> => {
  const { data } = useQuery(namesQuery(object, ids));
  const { data: objects } = useQuery(objectsQuery);
  return new Map(
    (data?.items ?? []).map((record) => [record.id, titleOf(record, objects?.get(object)) ?? record.id]),
  );
};
