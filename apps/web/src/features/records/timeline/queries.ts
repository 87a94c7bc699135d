import type { changeSchema, Page, RecordPayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import type * as z from "zod";
import { Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import type { Place } from "../queries.ts";

export type Change = z.infer<typeof changeSchema>;

const MOST_PAGES = 20;

/** The whole journal: it is told oldest first, and the newest is what people look for. */
export const changesQuery = ({ object, id }: Place) =>
  queryOptions({
    queryKey: ["record-life", id, "changes"],
    queryFn: async ({ signal }) => {
      const changes: Change[] = [];
      let cursor: string | null = "0";
      for (let page = 0; page < MOST_PAGES && cursor !== null; page += 1) {
        const path: string = `/records/${object}/${id}/changes?limit=500&cursor=${cursor}`;
        const answer: Page<Change> = await request<Page<Change>>(path, { signal });
        changes.push(...answer.items);
        cursor = answer.next;
      }
      return changes;
    },
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
