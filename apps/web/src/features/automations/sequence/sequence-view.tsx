import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { VisuallyHidden } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SidePanel } from "../../../ui/side-panel.tsx";
import { pathOf } from "../draft/steps.ts";
import { useDefinition } from "../draft/use-draft.ts";
import { searchQuery } from "../../records/queries.ts";
import { useEditor } from "../page/use-editor.ts";
import { InlinePanel } from "./inline-panel.tsx";
import { Palette } from "./palette.tsx";
import { PanelContent, usePanelTitle } from "./panel-content.tsx";
import { SamplePicker } from "./sample-picker.tsx";
import classes from "./sequence.module.css";
import { StepList } from "./step-list.tsx";
import { TrialContext, trialQuery } from "./trial.ts";
import { TriggerNode } from "./trigger-node.tsx";
import { SequenceContext, useSequence, type Sequence } from "./use-sequence.ts";
import { useStepDrop } from "./use-step-drag.ts";
import type { PaletteItem } from "./palette-groups.ts";

const PAUSE = 600;

/** The steps as a rail from top to bottom, each with the moment at which it would run for a sample. */
export const SequenceView = () => {
  const { t } = useTranslation();
  const { sample, mayEdit } = useEditor();
  const definition = useDefinition();
  const sequence = useSequence();
  const [settled] = useDebouncedValue(definition, PAUSE);
  const { data: records } = useQuery(searchQuery(definition.object, { by: [], text: "" }));
  const record = sample ?? records?.items[0]?.id ?? null;
  const trial = useQuery({
    ...trialQuery(settled, record ?? ""),
    // Playing with a draft needs the right to write one.
    enabled: mayEdit && record !== null && settled.steps.length > 0,
    placeholderData: keepPreviousData,
  });
  const isDragging = useStepDrop(({ step, item }, gap) => {
    if (step !== undefined) sequence.move(step, gap);
    if (item !== undefined) sequence.add(item as PaletteItem, gap);
  });
  // Moments of a moment ago are not those of what stands there now.
  const isStale = settled !== definition || trial.isPlaceholderData;
  const trialed = trial.isError || record === null ? null : (trial.data ?? null);
  return (
    <SequenceContext value={sequence}>
      <TrialContext value={trialed}>
        <div className={classes["layout"]}>
          <section
            className={classes["rail"]}
            aria-label={t("editor.view.sequence")}
            data-dragging={isDragging}
            data-stale={isStale}
            aria-busy={isStale}
          >
            <SamplePicker object={definition.object} record={record} trial={trialed} failed={trial.isError} />
            <ol className={classes["list"]}>
              <TriggerNode />
              <StepList steps={definition.steps} list={[]} />
            </ol>
          </section>
          {mayEdit && <Side sequence={sequence} />}
        </div>
        <VisuallyHidden role="status">{sequence.said}</VisuallyHidden>
      </TrialContext>
    </SequenceContext>
  );
};

/** The palette, or what is in hand; on a narrow screen the latter comes over the page. */
const Side = ({ sequence }: { readonly sequence: Sequence }) => {
  const { part, open } = useEditor();
  const isWide = useMediaQuery("(min-width: 1000px)", true, { getInitialValueInEffect: false });
  const title = usePanelTitle(part);
  const isThere =
    part !== null && (part === "trigger" || part === "options" || pathOf(sequence.steps, part) !== null);
  if (!isWide)
    return isThere ? (
      <SidePanel title={title} onClose={() => open(null)}>
        <PanelContent part={part} />
      </SidePanel>
    ) : null;
  return isThere ? (
    <InlinePanel key={part} title={title} onClose={() => open(null)}>
      <PanelContent part={part} />
    </InlinePanel>
  ) : (
    <Palette />
  );
};
