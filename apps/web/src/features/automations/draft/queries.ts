import type { DraftCheckPayload, DraftPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { queryOptions } from "@tanstack/react-query";
import { Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import type { AutomationInfo } from "../queries.ts";

const orNull = (error: unknown): null => {
  if (error instanceof Problem && error.status === 404) return null;
  throw error;
};

/** Null: there is none yet, only perhaps a draft of it. */
export const automationQuery = (key: string) =>
  queryOptions({
    queryKey: ["automations", "one", key],
    queryFn: ({ signal }): Promise<AutomationInfo | null> =>
      request<AutomationInfo>(`/automations/${key}`, { signal }).catch(orNull),
  });

export const fetchDraft = (key: string): Promise<DraftPayload | null> =>
  request<DraftPayload>(`/automations/${key}/draft`).catch(orNull);

export const draftQuery = (key: string) =>
  queryOptions({
    queryKey: ["automation-draft", key],
    queryFn: () => fetchDraft(key),
    // What is edited here is newer than any answer.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Of automations that are not defined yet. */
export const draftsQuery = queryOptions({
  queryKey: ["automations", "drafts"],
  queryFn: ({ signal }) => request<{ items: DraftPayload[] }>("/automation-drafts", { signal }),
});

/** Of every automation. */
export const allDraftsQuery = queryOptions({
  queryKey: ["automations", "drafts", "all"],
  queryFn: ({ signal }) => request<{ items: DraftPayload[] }>("/automation-drafts?all=true", { signal }),
});

export const checkQuery = (definition: AutomationInput) =>
  queryOptions({
    queryKey: ["automation-check", definition],
    queryFn: ({ signal }) =>
      request<DraftCheckPayload>(`/automations/${definition.key}/check`, {
        method: "POST",
        body: { definition },
        signal,
      }),
    gcTime: 30_000,
    retry: false,
  });
