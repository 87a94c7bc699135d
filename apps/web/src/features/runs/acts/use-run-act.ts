import { useMutation, useQueryClient } from "@tanstack/react-query";
import { request } from "../../../lib/api/request.ts";
import { RUNS } from "../queries.ts";

/** What all of it shows anew once a person did something to a run. */
const TOUCHED = [RUNS, ["record-life"], ["outbox"], ["automations", "tallies"], ["day"]] as const;

interface Act {
  readonly path: string;
  readonly body?: unknown;
}

/** Does something to a run, and has all that shows runs look again. */
export const useRunAct = <Answer>(onDone: (answer: Answer) => void = () => undefined) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body = {} }: Act) => request<Answer>(path, { method: "POST", body }),
    onSuccess: async (answer) => {
      onDone(answer);
      await Promise.all(TOUCHED.map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
};
