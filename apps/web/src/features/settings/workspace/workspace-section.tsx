import type { SettingsPayload } from "@cadencia/contracts/api";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { WorkspaceForm } from "./workspace-form.tsx";

const settingsQuery = queryOptions({
  queryKey: ["settings"],
  queryFn: ({ signal }) => request<SettingsPayload>("/settings", { signal }),
});

export const WorkspaceSection = () => {
  const { data, isError, error, refetch } = useQuery(settingsQuery);
  if (isError && data === undefined) return <ErrorState error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  return <WorkspaceForm settings={data} />;
};
