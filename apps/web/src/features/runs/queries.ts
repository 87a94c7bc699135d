import type {
  Forecast,
  OutboxMessage,
  Page,
  RunDetail,
  StepCounts,
  StepLine,
  StepStanding,
} from "@cadencia/contracts/api";
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";

/** What runs came to; whatever a person does to one begins all of it anew. */
export const RUNS = ["runs"] as const;

/** Steps fall due by themselves. */
const SOON = 20_000;

export const countsQuery = (key: string, days: number) =>
  queryOptions({
    queryKey: [...RUNS, key, "counts", days],
    queryFn: ({ signal }) => request<StepCounts>(`/automations/${key}/step-counts?days=${days}`, { signal }),
    refetchInterval: SOON,
  });

export interface LinesWanted {
  readonly key: string;
  readonly standing: StepStanding;
  readonly days: number;
  readonly version: number | null;
  readonly step: string | null;
  readonly reason: string | null;
}

const PAGE = 25;

export const linesQuery = ({ key, ...wanted }: LinesWanted) =>
  infiniteQueryOptions({
    queryKey: [...RUNS, key, "lines", wanted],
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE) });
      for (const [name, value] of Object.entries(wanted)) if (value !== null) query.set(name, String(value));
      if (pageParam !== null) query.set("cursor", pageParam);
      return request<Page<StepLine>>(`/automations/${key}/steps?${query.toString()}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: SOON,
  });

export const forecastQuery = (key: string) =>
  queryOptions({
    queryKey: [...RUNS, key, "forecast"],
    queryFn: ({ signal }) => request<Forecast>(`/automations/${key}/forecast`, { signal }),
    refetchInterval: SOON,
  });

export const runQuery = (id: string) =>
  queryOptions({
    queryKey: [...RUNS, "run", id],
    queryFn: ({ signal }) => request<RunDetail>(`/runs/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: SOON,
    retry: false,
  });

export const messageQuery = (id: string) =>
  queryOptions({
    queryKey: ["outbox", "message", id],
    queryFn: ({ signal }) => request<OutboxMessage>(`/outbox/${encodeURIComponent(id)}`, { signal }),
    retry: false,
  });
