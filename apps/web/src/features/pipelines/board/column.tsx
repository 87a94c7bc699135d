import { ActionIcon, Skeleton, Tooltip, UnstyledButton } from "@mantine/core";
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { useFormat } from "../../session/use-format.ts";
import { cardsQuery, type Board, type BoardStage, type Card } from "../queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import classes from "./board.module.css";
import { CardRow } from "./card-row.tsx";
import { cardsOf } from "./stacks.ts";
import type { BoardKeys } from "./use-board-keys.ts";
import { useDropTarget } from "./use-drag.ts";

interface ColumnProps {
  readonly board: Board;
  readonly stage: BoardStage;
  readonly narrowed: string;
  readonly keys: BoardKeys;
  readonly collapsed: boolean;
  readonly onCollapse: (collapsed: boolean) => void;
  readonly onMove: (card: Card, stage: string) => void;
}

export const Column = (props: ColumnProps) => {
  const { board, stage, collapsed, onCollapse } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const label = useLabels().stage(stage);
  const element = useRef<HTMLElement>(null);
  const isOver = useDropTarget(element, stage.name);
  const sum = stage.amount === null ? null : format.money(stage.amount, board.currency);
  return (
    <section
      ref={element}
      className={classes["column"]}
      data-kind={stage.kind}
      data-over={isOver || undefined}
      data-collapsed={collapsed || undefined}
      data-stage={stage.name}
      aria-label={label}
    >
      {collapsed ? (
        <UnstyledButton className={classes["folded"]} onClick={() => onCollapse(false)} aria-expanded={false}>
          <IconLayoutSidebarLeftExpand size={18} aria-hidden />
          <span className={classes["upright"]}>
            {label} <span className={classes["muted"]}>{format.number(stage.records)}</span>
          </span>
        </UnstyledButton>
      ) : (
        <>
          <header className={classes["head"]}>
            <h2 className={classes["stage"]}>{label}</h2>
            <span className={classes["count"]}>{format.number(stage.records)}</span>
            <span className={classes["sum"]}>
              {sum}
              {stage.other_currencies > 0 && (
                <Tooltip label={t("pipelines.otherCurrencies", { count: stage.other_currencies })}>
                  <span
                    tabIndex={0}
                    role="note"
                    aria-label={t("pipelines.otherCurrencies", { count: stage.other_currencies })}
                  >
                    {" +"}
                    {stage.other_currencies}
                  </span>
                </Tooltip>
              )}
            </span>
            <ActionIcon
              className={classes["fold"]}
              variant="subtle"
              color="gray"
              aria-label={t("pipelines.collapse", { stage: label })}
              onClick={() => onCollapse(true)}
            >
              <IconLayoutSidebarLeftCollapse size={16} aria-hidden />
            </ActionIcon>
          </header>
          <Stack {...props} label={label} />
        </>
      )}
    </section>
  );
};

/** Card heights are measured; this is what most have. */
const USUAL_HEIGHT = 92;
/** From this far before the end the next page is asked for. */
const AHEAD = 20;

const Stack = ({ board, stage, narrowed, keys, onMove, label }: ColumnProps & { readonly label: string }) => {
  const { t } = useTranslation();
  const query = useInfiniteQuery(cardsQuery({ pipeline: board.pipeline, narrowed, stage: stage.name }));
  const cards = cardsOf(query.data);
  const scroller = useRef<HTMLDivElement>(null);
  const more = (last: number): void => {
    if (last >= cards.length - AHEAD && query.hasNextPage && !query.isFetching) void query.fetchNextPage();
  };
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => USUAL_HEIGHT,
    getItemKey: (index) => cards[index]?.id ?? index,
    gap: 8,
    paddingStart: 2,
    paddingEnd: 12,
    overscan: 6,
    onChange: ({ range }) => {
      if (range !== null) more(range.endIndex);
    },
  });
  keys.scrollTo.set(stage.name, (index) => virtual.scrollToIndex(index));
  if (query.isPending) return <Waiting />;
  if (query.isError && cards.length === 0)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (cards.length === 0) return <p className={classes["none"]}>{t("pipelines.noCards")}</p>;
  const size = Math.max(stage.records, cards.length);
  return (
    <div ref={scroller} className={classes["scroller"]} tabIndex={-1}>
      <ol
        className={classes["cards"]}
        style={{ height: virtual.getTotalSize() }}
        aria-label={label}
        data-arrows
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const card = cards[index];
          return card === undefined ? null : (
            <CardRow
              key={card.id}
              card={card}
              board={board}
              stage={stage.name}
              keys={keys}
              onMove={onMove}
              row={{ index, start, size, measure: virtual.measureElement }}
            />
          );
        })}
      </ol>
    </div>
  );
};

const Waiting = () => (
  <div className={classes["waiting"]} aria-hidden>
    {[72, 92, 72].map((height, index) => (
      <Skeleton key={`${height}-${index === 0}`} height={height} radius="md" />
    ))}
  </div>
);
