import type { DraftPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { tellProblem } from "../../../ui/toast.tsx";
import type { StageInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { freshKey } from "../page/fresh-key.ts";
import type { PaletteItem } from "../sequence/palette-groups.ts";
import { newStep } from "../sequence/palette-items.ts";
import type { Written } from "./stage-rules.ts";

interface Place {
  readonly object: string;
  /** What the pipeline is called: the folder of its rules. */
  readonly folder: string;
  readonly written: readonly Written[];
}

/** Hangs a new rule on a stage: an automation of one step, as a draft, which is opened. */
export const useAddRule = ({ object, folder, written }: Place) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useQueryClient();
  const [, go] = useLocation();
  const { mutate } = useMutation({
    mutationFn: (definition: AutomationInput) =>
      request<DraftPayload>(`/automations/${definition.key}/draft`, {
        method: "PUT",
        body: { revision: 0, base_version: 0, definition },
      }),
    onSuccess: async (_, { key, steps }) => {
      await client.invalidateQueries({ queryKey: ["automations", "drafts"] });
      go(`/automations/${key}/stages/${steps[0]?.id ?? ""}`);
    },
    onError: tellProblem,
  });
  return (item: PaletteItem, stage: StageInfo) => {
    const name = t("stages.ruleName", { what: t(`editor.item.${item}`), stage: labels.stage(stage) });
    mutate({
      key: freshKey(
        name,
        written.map(({ key }) => key),
      ),
      name,
      object,
      folder,
      trigger: { enters: { stage: stage.key } },
      steps: [newStep(item, [])],
    });
  };
};
