import type { ApiKeyPayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";

export const keysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: ({ signal }) => request<{ items: ApiKeyPayload[] }>("/api-keys", { signal }),
});
