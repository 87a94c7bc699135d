import { useLocalStorage } from "@mantine/hooks";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../model/use-labels.ts";
import type { Board } from "../queries.ts";
import classes from "./board.module.css";
import { Column } from "./column.tsx";
import { StagePicker } from "./stage-picker.tsx";
import { useColumns } from "./use-columns.ts";
import { useDrop } from "./use-drag.ts";
import { useBoardKeys } from "./use-board-keys.ts";
import { useMove } from "./use-move.ts";

interface BoardViewProps {
  readonly board: Board;
  readonly narrowed: string;
  /** One column at a time, as on a phone. */
  readonly narrow: boolean;
  readonly stage: string | null;
  readonly onStage: (stage: string) => void;
}

export const BoardView = ({ board, narrowed, narrow, stage, onStage }: BoardViewProps) => {
  const { t } = useTranslation();
  const labelOf = useLabels().stage;
  const names = useMemo(
    () => board.stages.map(({ name }) => name),
    [board.stages.map(({ name }) => name).join()],
  );
  const columns = useColumns(board.pipeline, narrowed, names);
  const move = useMove(board, columns);
  const [collapsed, setCollapsed] = useLocalStorage<readonly string[]>({
    key: `cadencia.collapsed.${board.pipeline}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const open = useMemo(() => names.filter((name) => !collapsed.includes(name)), [names, collapsed]);
  const keys = useBoardKeys({ board, columns, stages: narrow ? names : open, labelOf, move });
  useDrop((id, to) => {
    const found = columns.find(id);
    if (found !== null) void move(found.card, { from: found, to });
  });
  const here = board.stages.find(({ name }) => name === stage) ?? board.stages[0];
  const shown = narrow ? board.stages.filter((one) => one === here) : board.stages;
  return (
    <>
      {narrow && here !== undefined && <StagePicker stages={board.stages} here={here} onPick={onStage} />}
      <div className={classes["board"]} data-narrow={narrow || undefined} {...keys.boardProps}>
        <p id="board-keys" hidden>
          {t("pipelines.keys")}
        </p>
        {shown.map((one) => (
          <Column
            key={one.key}
            board={board}
            stage={one}
            narrowed={narrowed}
            keys={keys}
            collapsed={!narrow && collapsed.includes(one.name)}
            onCollapse={(isCollapsed) =>
              setCollapsed((before) =>
                isCollapsed ? [...before, one.name] : before.filter((name) => name !== one.name),
              )
            }
            onMove={(card, to) => {
              const found = columns.find(card.id);
              if (found !== null) void move(found.card, { from: found, to });
            }}
          />
        ))}
      </div>
      <div className={classes["spoken"]} role="status" aria-live="assertive">
        {keys.said}
      </div>
    </>
  );
};
