import type { DryRunPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { queryOptions } from "@tanstack/react-query";
import { createContext, use } from "react";
import { request } from "../../../lib/api/request.ts";

/** What the draft would do to a record, the clock skipping the waits. */
export const trialQuery = (definition: AutomationInput, record: string) =>
  queryOptions({
    queryKey: ["automation-trial", definition, record],
    queryFn: ({ signal }) =>
      request<DryRunPayload>(`/automations/${definition.key}/dry-run`, {
        method: "POST",
        body: { record, definition },
        signal,
      }),
    gcTime: 60_000,
    retry: false,
  });

export const TrialContext = createContext<DryRunPayload | null>(null);
export const useTrial = (): DryRunPayload | null => use(TrialContext);

const DAY = 86_400_000;

/** On which day of the run something happens: 0 on that of its start, by the viewer's calendar. */
export const dayOf = (start: string, at: string, timeZone: string): number => {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone });
  const midnight = (instant: string): number => Date.parse(`${day.format(new Date(instant))}T00:00:00Z`);
  return Math.round((midnight(at) - midnight(start)) / DAY);
};
