import type { DryRunPayload, RecordPayload } from "@cadencia/contracts/api";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { searchQuery } from "../../records/queries.ts";
import { useDefinition } from "../draft/use-draft.ts";
import { useEditor } from "../page/use-editor.ts";
import { trialQuery } from "../sequence/trial.ts";

const PAUSE = 600;

export interface RuleTrial {
  readonly trial: DryRunPayload | null;
  readonly record: RecordPayload | null;
}

/** What the draft would do to a record that enters now. */
export const useRuleTrial = (): RuleTrial => {
  const { sample, mayEdit } = useEditor();
  const definition = useDefinition();
  const [settled] = useDebouncedValue(definition, PAUSE);
  const { data: records } = useQuery(searchQuery(definition.object, { by: [], text: "" }));
  const record = records?.items.find(({ id }) => id === sample) ?? records?.items[0] ?? null;
  const trial = useQuery({
    ...trialQuery(settled, record?.id ?? ""),
    // Playing with a draft needs the right to write one.
    enabled: mayEdit && record !== null && settled.steps.length > 0,
    placeholderData: keepPreviousData,
  });
  return { trial: trial.isError ? null : (trial.data ?? null), record };
};
