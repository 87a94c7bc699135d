import { UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { useFormat } from "../../session/use-format.ts";
import { NextStepLine } from "../next-step-line.tsx";
import { listQuery, type Board, type Card } from "../queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import classes from "./card-list.module.css";

interface CardListProps {
  readonly board: Board;
  readonly narrowed: string;
  readonly sort: string | null;
  readonly onSort: (sort: string | null) => void;
}

const ROW = 38;
const AHEAD = 30;

/** The cards of all stages as a table; only the rows in view are drawn. */
export const CardList = ({ board, narrowed, sort, onSort }: CardListProps) => {
  const { t } = useTranslation();
  const query = useInfiniteQuery(listQuery({ pipeline: board.pipeline, narrowed, sort }));
  const cards = query.data?.pages.flatMap((page) => page.items) ?? [];
  const scroller = useRef<HTMLDivElement>(null);
  const hasAmount = board.stages.some(({ amount }) => amount !== null);
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 12,
    onChange: ({ range }) => {
      const isNearEnd = range !== null && range.endIndex >= cards.length - AHEAD;
      if (isNearEnd && query.hasNextPage && !query.isFetching) void query.fetchNextPage();
    },
  });
  const rows = virtual.getVirtualItems();
  if (query.isPending) return <Loading />;
  if (query.isError && cards.length === 0)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const before = rows[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (rows.at(-1)?.end ?? 0);
  const total = board.stages.reduce((sum, { records }) => sum + records, 0);
  return (
    // A region that scrolls is reached by Tab, so that the arrows can scroll it.
    <div
      ref={scroller}
      className={classes["scroller"]}
      tabIndex={0}
      role="region"
      aria-label={t("pipelines.list")}
    >
      <table className={classes["table"]} aria-rowcount={total + 1}>
        <thead>
          <tr>
            <Head field="title" {...{ sort, onSort }}>
              {t("pipelines.title")}
            </Head>
            <Head field="stage" {...{ sort, onSort }}>
              {t("pipelines.stage")}
            </Head>
            {hasAmount && (
              <Head field="amount" isNumber {...{ sort, onSort }}>
                {t("pipelines.amount")}
              </Head>
            )}
            <th scope="col">{t("pipelines.customer")}</th>
            <th scope="col">{t("pipelines.owner")}</th>
            <th scope="col">{t("pipelines.nextStep")}</th>
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden style={{ height: before }} />}
          {rows.map(({ index }) => {
            const card = cards[index];
            return card === undefined ? null : (
              <Row key={card.id} card={card} board={board} index={index} hasAmount={hasAmount} />
            );
          })}
          {after > 0 && <tr aria-hidden style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
};

interface HeadProps {
  readonly field: string;
  readonly sort: string | null;
  readonly onSort: (sort: string | null) => void;
  /** Stands above its numbers, which are set to the right. */
  readonly isNumber?: boolean;
  readonly children: string;
}

/** Rising, falling, and then as the board has them. */
const Head = ({ field, sort, onSort, isNumber = false, children }: HeadProps) => {
  const order = sort === field ? "ascending" : sort === `-${field}` ? "descending" : "none";
  const next = { none: field, ascending: `-${field}`, descending: null }[order];
  return (
    <th scope="col" aria-sort={order} data-number={isNumber || undefined}>
      <UnstyledButton className={classes["sort"]} onClick={() => onSort(next)}>
        {children}
        {order === "ascending" && <IconArrowUp size={14} aria-hidden />}
        {order === "descending" && <IconArrowDown size={14} aria-hidden />}
      </UnstyledButton>
    </th>
  );
};

interface RowProps {
  readonly card: Card;
  readonly board: Board;
  readonly index: number;
  readonly hasAmount: boolean;
}

const Row = ({ card, board, index, hasAmount }: RowProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const labelOf = useLabels().stage;
  const stage = board.stages.find(({ key }) => key === card.stage);
  return (
    <tr aria-rowindex={index + 2}>
      <td>
        <Link href={`/records/${board.object}/${card.id}`} className={classes["title"]}>
          {card.title ?? t("pipelines.untitled")}
        </Link>
      </td>
      <td>{stage === undefined ? card.stage : labelOf(stage)}</td>
      {hasAmount && (
        <td className={classes["number"]}>
          {card.amount === null ? "" : format.money(card.amount, card.currency)}
        </td>
      )}
      <td>{card.company?.name ?? card.contact?.name ?? ""}</td>
      <td>{card.owner?.name ?? ""}</td>
      <td>{card.next_step !== null && <NextStepLine step={card.next_step} />}</td>
    </tr>
  );
};
