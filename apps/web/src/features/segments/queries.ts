import type { segmentPreviewSchema } from "@cadencia/contracts/api";
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { request } from "../../lib/api/request.ts";
import { segmentsQuery, type SegmentInfo } from "../conditions/queries.ts";

export type SegmentPreview = z.infer<typeof segmentPreviewSchema>;
/** What becomes of those who match already, where active automations rest on the segment. */
export type Apply = "now_on" | "all";

export const previewQuery = ({ key, object, filter }: SegmentInfo) =>
  queryOptions({
    queryKey: ["segments", "preview", key, object, filter],
    queryFn: ({ signal }) =>
      request<SegmentPreview>(`/segments/${key}/preview`, {
        method: "POST",
        body: { object, filter },
        signal,
      }),
    gcTime: 0,
    retry: false,
  });

export const useSaveSegment = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ key, object, filter, apply }: SegmentInfo & { readonly apply?: Apply }) =>
      request<SegmentInfo>(`/segments/${key}`, {
        method: "PUT",
        body: { object, filter, ...(apply === undefined ? {} : { apply }) },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: segmentsQuery.queryKey }),
  });
};

export const useDeleteSegment = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (key: string) => request<void>(`/segments/${key}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: segmentsQuery.queryKey }),
  });
};
