import { queryOptions } from "@tanstack/react-query";
import type { CallerPayload, SetupPayload, SetupState } from "@cadencia/contracts/api";
import { request } from "../../lib/api/request.ts";

/** Whether the workspace still waits for its first person. */
export const setupQuery = queryOptions({
  queryKey: ["setup"],
  queryFn: ({ signal }) => request<SetupState>("/setup", { signal }),
  staleTime: Infinity,
});

export const takeWorkspace = ({ key, ...body }: SetupPayload & { key: string }): Promise<CallerPayload> =>
  request<CallerPayload>("/setup", { method: "POST", body, ...(key === "" ? {} : { key }) });
