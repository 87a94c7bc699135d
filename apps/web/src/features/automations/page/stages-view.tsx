import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { SidePanel } from "../../../ui/side-panel.tsx";
import { pipelinesQuery } from "../../model/queries.ts";
import { pathOf } from "../draft/steps.ts";
import { useDefinition, useDraftStore } from "../draft/use-draft.ts";
import { InlinePanel } from "../sequence/inline-panel.tsx";
import { PanelContent, usePanelTitle } from "../sequence/panel-content.tsx";
import { TrialContext } from "../sequence/trial.ts";
import { SequenceContext, useSequence } from "../sequence/use-sequence.ts";
import { firstStage } from "../stages/stage-rules.ts";
import { RuleMoment } from "../stages/rule-moment.tsx";
import { StageBoard } from "../stages/stage-board.tsx";
import { useRuleTrial } from "../stages/use-rule-trial.ts";
import classes from "../stages/stages.module.css";
import { useEditor } from "./use-editor.ts";

/** The rule among the others of its pipeline; what it does, when and on what condition beside it. */
export const StagesView = () => {
  const { t } = useTranslation();
  const { part, open, mayEdit } = useEditor();
  const definition = useDefinition();
  const store = useDraftStore();
  const sequence = useSequence();
  const { trial, record } = useRuleTrial();
  const title = usePanelTitle(part);
  const isWide = useMediaQuery("(min-width: 1000px)", true, { getInitialValueInEffect: false });
  const { data: pipelines } = useQuery(pipelinesQuery);
  const asked = "enters" in definition.trigger ? firstStage(definition.trigger.enters) : null;
  const own = [...(pipelines?.values() ?? [])].filter(({ object }) => object === definition.object);
  const pipeline = own.find(({ key }) => key === asked?.split("/")[0]) ?? own[0];
  if (pipelines === undefined) return null;
  if (pipeline === undefined) return <EmptyState text={t("editor.noStages")} />;
  const isThere =
    mayEdit &&
    part !== null &&
    (part === "trigger" || part === "options" || pathOf(definition.steps, part) !== null);
  const content = isThere && (
    <>
      <RuleMoment step={part} trial={trial} record={record} />
      <PanelContent part={part} />
    </>
  );
  return (
    <SequenceContext value={sequence}>
      <div className={classes["layout"]} data-bare={!isThere || !isWide || undefined}>
        <TrialContext value={trial}>
          <StageBoard
            pipeline={pipeline}
            inHand={{ definition, step: part, edit: store.edit, undo: store.undo }}
          />
        </TrialContext>
        {isThere && isWide && (
          <InlinePanel key={part} title={title} onClose={() => open(null)}>
            {content}
          </InlinePanel>
        )}
      </div>
      {isThere && !isWide && (
        <SidePanel title={title} onClose={() => open(null)}>
          {content}
        </SidePanel>
      )}
    </SequenceContext>
  );
};
