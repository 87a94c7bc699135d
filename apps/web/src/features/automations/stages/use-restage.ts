import type { DraftPayload } from "@cadencia/contracts/api";
import type { AutomationInput } from "@cadencia/contracts/automation";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { tellProblem, toast } from "../../../ui/toast.tsx";
import type { StageInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { fetchDraft } from "../draft/queries.ts";
import { restaged } from "./restage.ts";
import type { Written } from "./stage-rules.ts";

export interface Restaging {
  readonly automation: Written;
  readonly from: StageInfo;
  readonly to: StageInfo;
}

/** How the automation that is open beside the board is edited. */
export interface InHandEdit {
  readonly key: string;
  readonly edit: (change: (definition: AutomationInput) => AutomationInput) => void;
  readonly undo: () => void;
}

/** Lets an automation begin by another stage: as a draft of it, which is told with the way back. */
export const useRestage = (inHand: InHandEdit | null): ((restaging: Restaging) => void) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["automations", "drafts"] });
  const tell = ({ automation, from, to }: Restaging, back: () => void): void =>
    void toast({
      text: t("restage.moved", {
        name: automation.name,
        to: labels.stage(to),
        from: labels.stage(from),
        count: automation.definition.steps.length,
      }),
      action: { label: t("common.undo"), act: back },
    });
  const undo = useMutation({ mutationFn: takeBack, onSuccess: refresh, onError: tellProblem });
  const { mutate } = useMutation({
    mutationFn: redraft,
    onSuccess: async (done, restaging) => {
      await refresh();
      tell(restaging, () => undo.mutate(done));
    },
    onError: tellProblem,
  });
  return (restaging) => {
    const { automation, from, to } = restaging;
    if (from.key === to.key) return;
    if (inHand?.key !== automation.key) return mutate(restaging);
    inHand.edit((definition) => restaged(definition, { from: from.key, to: to.key }));
    tell(restaging, inHand.undo);
  };
};

interface Redrafted {
  readonly saved: DraftPayload;
  /** What it took the place of; null: there was no draft. */
  readonly before: DraftPayload | null;
}

const redraft = async ({ automation, from, to }: Restaging): Promise<Redrafted> => {
  const before = await fetchDraft(automation.key);
  const standing = (before?.definition as AutomationInput | undefined) ?? published(automation.definition);
  const saved = await saveDraft(automation.key, {
    revision: before?.revision ?? 0,
    base_version: before?.base_version ?? automation.version,
    definition: restaged(standing, { from: from.key, to: to.key }),
  });
  return { saved, before };
};

/** Refused, like any save of a draft, where somebody has edited it since. */
const takeBack = async ({ saved, before }: Redrafted): Promise<void> => {
  const key = saved.automation;
  const { revision, base_version } = saved;
  const definition = before?.definition ?? saved.definition;
  await saveDraft(key, { revision, base_version: before?.base_version ?? base_version, definition });
  if (before === null) await request(`/automations/${key}/draft`, { method: "DELETE" });
};

const saveDraft = (
  key: string,
  body: Pick<DraftPayload, "revision" | "base_version"> & { readonly definition: object },
): Promise<DraftPayload> => request<DraftPayload>(`/automations/${key}/draft`, { method: "PUT", body });

/** Whether it is on is no part of what is published. */
const published = (shown: AutomationInput): AutomationInput => {
  const { active: _, ...definition } = shown;
  return definition;
};
