import type { Page, RecordPayload, RolePayload } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";

export const usersQuery = queryOptions({
  queryKey: ["records", "user", "settings"],
  queryFn: ({ signal }) => request<Page<RecordPayload>>("/records/user?sort=name&limit=500", { signal }),
});

export const rolesQuery = queryOptions({
  queryKey: ["settings", "roles"],
  queryFn: ({ signal }) => request<{ items: RolePayload[] }>("/roles", { signal }),
});
