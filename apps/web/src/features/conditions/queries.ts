import type { JudgingPayload, Page, RecordPayload } from "@cadencia/contracts/api";
import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";

export interface Judged {
  readonly object: string;
  readonly filter: unknown;
  readonly record: string | null;
  /** A save will be at hand: `changed` may be asked. */
  readonly save: boolean;
  /** The step waits for an event: `wait.happened` may be asked. */
  readonly wait: boolean;
}

/** What the server says of a filter that is being written. */
export const judgingQuery = ({ object, ...body }: Judged) =>
  queryOptions({
    queryKey: ["judging", object, body],
    queryFn: ({ signal }) =>
      request<JudgingPayload>(`/records/${object}/judge`, { method: "POST", body, signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });

/** The record to try a filter on where nobody has chosen one: that which was worked on last. */
export const latestQuery = (object: string) =>
  queryOptions({
    queryKey: ["records", object, "latest"],
    queryFn: async ({ signal }) => {
      const page = await request<Page<RecordPayload>>(`/records/${object}?limit=1&sort=-updated_at`, {
        signal,
      });
      return page.items[0] ?? null;
    },
    staleTime: 60_000,
  });

export interface SegmentInfo {
  readonly key: string;
  readonly object: string;
  readonly filter: unknown;
}

export const segmentsQuery = queryOptions({
  queryKey: ["segments"],
  queryFn: ({ signal }) => request<{ items: SegmentInfo[] }>("/segments", { signal }),
});
