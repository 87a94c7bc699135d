import type { changeSchema, Page, RecordPayload } from "@cadencia/contracts/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type * as z from "zod";
import { Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import type { Place } from "../queries.ts";

export type Change = z.infer<typeof changeSchema>;

const A_PAGE = 50;

/** The journal from its end backwards: the newest is what people look for. */
export const changesQuery = ({ object, id }: Place) =>
  infiniteQueryOptions({
    queryKey: ["record-life", id, "changes"],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === "" ? "" : `&cursor=${pageParam}`;
      const path = `/records/${object}/${id}/changes?order=newest&limit=${A_PAGE}${cursor}`;
      return request<Page<Change>>(path, { signal });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });

/** Records that stand on this one, the newest first; what one may not read is as if there were none. */
export const standingQuery = ({ object, id }: Place, relation: string) =>
  infiniteQueryOptions({
    queryKey: ["record-life", id, "related", relation, "pages"],
    queryFn: ({ pageParam, signal }) => {
      const cursor = pageParam === "" ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      const path = `/records/${object}/${id}/${relation}?limit=${A_PAGE}&sort=-created_at${cursor}`;
      return request<Page<RecordPayload>>(path, { signal }).catch((error: unknown) => {
        if (error instanceof Problem && (error.status === 403 || error.status === 404))
          return { items: [], next: null };
        throw error;
      });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
  });

export const LISTED = 100;

/** Records that point at this one; what one may not read is as if there were none. */
export const relatedQuery = ({ object, id }: Place, relation: string) =>
  queryOptions({
    queryKey: ["record-life", id, "related", relation],
    queryFn: async ({ signal }) => {
      try {
        const path = `/records/${object}/${id}/${relation}?limit=${LISTED}&sort=-created_at`;
        return (await request<Page<RecordPayload>>(path, { signal })).items;
      } catch (error) {
        if (error instanceof Problem && (error.status === 403 || error.status === 404)) return [];
        throw error;
      }
    },
  });
