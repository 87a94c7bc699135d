import type {
  DryRunPayload,
  Page,
  RunPayload,
  versionWithDefinitionSchema,
  WhyPayload,
} from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import type * as z from "zod";
import { request } from "../../../lib/api/request.ts";
import type { Place } from "../queries.ts";

/** What happens to a record by and by; a save begins it anew. */
const life = (id: string, ...rest: string[]) => ["record-life", id, ...rest] as const;

export const runsQuery = ({ id }: Pick<Place, "id">) =>
  queryOptions({
    queryKey: life(id, "runs"),
    queryFn: ({ signal }) => request<Page<RunPayload>>(`/runs?record=${id}&limit=100`, { signal }),
    // Steps fall due by themselves.
    refetchInterval: 20_000,
  });

export type Version = z.infer<typeof versionWithDefinitionSchema>;

export const versionQuery = (automation: string, version: number) =>
  queryOptions({
    queryKey: ["automation", automation, "version", version],
    queryFn: ({ signal }) => request<Version>(`/automations/${automation}/versions/${version}`, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

export const whyQuery = ({ object, id }: Place, automation: string) =>
  queryOptions({
    queryKey: life(id, "why", automation),
    queryFn: ({ signal }) => request<WhyPayload>(`/records/${object}/${id}/why/${automation}`, { signal }),
    retry: false,
  });

export const dryRunQuery = ({ id }: Place, automation: string) =>
  queryOptions({
    queryKey: life(id, "dry-run", automation),
    queryFn: ({ signal }) =>
      request<DryRunPayload>(`/automations/${automation}/dry-run`, {
        method: "POST",
        body: { record: id },
        signal,
      }),
    retry: false,
  });
