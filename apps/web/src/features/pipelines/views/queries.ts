import type { ViewPayload } from "@cadencia/contracts/api";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";

export type SavedView = ViewPayload;

export interface ViewEdit {
  readonly name?: string;
  readonly wanted?: Readonly<Record<string, unknown>>;
  readonly shared?: boolean;
  readonly usual?: boolean;
}

export const viewsQuery = (pipeline: string) =>
  queryOptions({
    queryKey: ["views", pipeline],
    queryFn: ({ signal }) => request<{ items: SavedView[] }>(`/pipelines/${pipeline}/views`, { signal }),
    staleTime: 60_000,
  });

/** Saves a view anew, or one that is there. */
export const useSaveView = (pipeline: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: ViewEdit & { readonly id?: string }) =>
      id === undefined
        ? request<SavedView>(`/pipelines/${pipeline}/views`, { method: "POST", body })
        : request<SavedView>(`/views/${id}`, { method: "PATCH", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery(pipeline).queryKey }),
  });
};

export const useDeleteView = (pipeline: string) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => request<void>(`/views/${id}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: viewsQuery(pipeline).queryKey }),
  });
};
