import type { AutomationInput } from "@cadencia/contracts/automation";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Suspense, useMemo } from "react";
import { lazyPart } from "../../../lib/lazy-part.ts";
import { Loading } from "../../../ui/loading.tsx";
import { faultsOf } from "../draft/faults.ts";
import { checkQuery } from "../draft/queries.ts";
import { useDefinition, useDraftStore } from "../draft/use-draft.ts";
import { FaultsContext } from "../draft/use-faults.ts";
import type { AutomationInfo } from "../queries.ts";
import { SequenceView } from "../sequence/sequence-view.tsx";
import { EditorHead } from "./editor-head.tsx";
import classes from "./page.module.css";
import { SentencesView } from "./sentences-view.tsx";
import { StagesView } from "./stages-view.tsx";
import { useEditor } from "./use-editor.ts";

const YamlView = lazyPart(() => import("../yaml/yaml-view.tsx"));

const PAUSE = 500;

interface EditorProps {
  readonly automation: AutomationInfo | null;
  readonly published: AutomationInput | null;
}

export const Editor = ({ automation, published }: EditorProps) => {
  const { view, mayEdit } = useEditor();
  const store = useDraftStore();
  const definition = useDefinition();
  const [settled] = useDebouncedValue(definition, PAUSE);
  const { data } = useQuery({
    ...checkQuery(settled),
    enabled: mayEdit,
    placeholderData: keepPreviousData,
  });
  const faults = useMemo(() => (data === undefined ? [] : faultsOf(data)), [data]);
  useHotkeys(
    mayEdit
      ? [
          ["mod+Z", () => store.undo()],
          ["mod+shift+Z", () => store.redo()],
          ["mod+Y", () => store.redo()],
        ]
      : [],
    // Within a field the browser's own undo is what one means.
    ["INPUT", "TEXTAREA", "SELECT"],
  );
  return (
    <FaultsContext value={faults}>
      <div className={classes["page"]}>
        <EditorHead automation={automation} published={published} />
        {view === "sequence" && <SequenceView />}
        {view === "stages" && <StagesView />}
        {view === "sentences" && <SentencesView />}
        {view === "yaml" && (
          <Suspense fallback={<Loading />}>
            <YamlView />
          </Suspense>
        )}
      </div>
    </FaultsContext>
  );
};
