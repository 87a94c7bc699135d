import type { automationPayloadSchema } from "@cadencia/contracts/api";
import { queryOptions } from "@tanstack/react-query";
import type * as z from "zod";
import { request } from "../../lib/api/request.ts";

export type AutomationInfo = z.infer<typeof automationPayloadSchema>;

export const automationsQuery = queryOptions({
  queryKey: ["automations"],
  queryFn: ({ signal }) => request<{ items: AutomationInfo[] }>("/automations", { signal }),
});
