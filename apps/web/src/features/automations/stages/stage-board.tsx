import type { AutomationInput } from "@cadencia/contracts/automation";
import { useQuery } from "@tanstack/react-query";
import type { PipelineInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { boardQuery } from "../../pipelines/queries.ts";
import { useMay } from "../../session/use-may.ts";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { StageColumn } from "./stage-column.tsx";
import classes from "./stages.module.css";
import { useAddRule } from "./use-add-rule.ts";
import { RestageContext } from "./move-menu.tsx";
import { useRestage, type InHandEdit } from "./use-restage.ts";
import { useWritten } from "./use-written.ts";

interface StageBoardProps {
  readonly pipeline: PipelineInfo;
  /** The automation that is edited, as it stands, and the step of it that is open. */
  readonly inHand:
    | ({ readonly definition: AutomationInput; readonly step: string | null } & Pick<
        InHandEdit,
        "edit" | "undo"
      >)
    | null;
}

/** The stages of a pipeline, and under each the rules that hang on it. */
export const StageBoard = ({ pipeline, inHand }: StageBoardProps) => {
  const may = useMay();
  const labelOf = useLabels().pipeline;
  const { written, isPending, error } = useWritten(inHand?.definition ?? null);
  const board = useQuery(boardQuery(pipeline.key, ""));
  const add = useAddRule({ object: pipeline.object, folder: labelOf(pipeline), written });
  const restage = useRestage(inHand === null ? null : { ...inHand, key: inHand.definition.key });
  if (isPending) return <Loading />;
  if (error !== null && written.length === 0) return <ErrorState error={error} />;
  const { stages } = pipeline;
  return (
    <RestageContext value={may("automation", "edit") ? { stages, restage } : null}>
      <div className={classes["board"]}>
        {pipeline.stages.map((stage) => (
          <StageColumn
            key={stage.key}
            object={pipeline.object}
            stage={stage}
            records={board.data?.stages.find(({ key }) => key === stage.key)?.records ?? null}
            written={written}
            inHand={inHand === null ? null : { automation: inHand.definition.key, step: inHand.step }}
            onAdd={may("automation", "create") ? add : null}
          />
        ))}
      </div>
    </RestageContext>
  );
};
