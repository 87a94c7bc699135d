import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowsRightLeft, IconDotsVertical } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import flashing from "../../../ui/flash.module.css";
import { useIsChanged } from "../../live/changed.ts";
import { useFormat } from "../../session/use-format.ts";
import { NextStepLine } from "../next-step-line.tsx";
import type { Board, Card } from "../queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import classes from "./card.module.css";
import type { BoardKeys } from "./use-board-keys.ts";
import { useDraggable } from "./use-drag.ts";

interface CardRowProps {
  readonly card: Card;
  readonly board: Board;
  readonly stage: string;
  readonly keys: BoardKeys;
  readonly onMove: (card: Card, stage: string) => void;
  readonly row: {
    readonly index: number;
    readonly start: number;
    readonly size: number;
    readonly measure: (element: HTMLElement | null) => void;
  };
}

/** One record. Its title is the link to it and what the keyboard holds. */
export const CardRow = ({ card, board, stage, keys, onMove, row }: CardRowProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const element = useRef<HTMLLIElement>(null);
  const link = useRef<HTMLAnchorElement>(null);
  const isDragged = useDraggable(element, card.id, card.may_move);
  const isLifted = keys.lifted === card.id;
  const isChanged = useIsChanged(card.id);
  const { drawn } = keys;
  useEffect(() => {
    if (link.current !== null) drawn(card.id, link.current);
  }, [card.id, drawn]);
  const title = card.title ?? t("pipelines.untitled");
  // Each column is a stop for Tab, and so is the card that was held last.
  const tabIndex = keys.active === card.id || row.index === 0 ? 0 : -1;
  const customer = [card.company?.name, card.contact?.name].filter(
    (name) => name !== undefined && name !== "",
  );
  return (
    <li
      ref={(node) => {
        element.current = node;
        row.measure(node);
      }}
      className={`${classes["card"]} ${isChanged ? flashing["flash"] : ""}`}
      data-index={row.index}
      data-movable={card.may_move || undefined}
      data-dragged={isDragged || undefined}
      data-lifted={isLifted || undefined}
      aria-posinset={row.index + 1}
      aria-setsize={row.size}
      style={{ transform: `translateY(${row.start}px)` }}
    >
      <div className={classes["top"]}>
        <Link
          ref={link}
          id={`card-${card.id}`}
          href={`/records/${board.object}/${card.id}`}
          className={classes["title"]}
          tabIndex={tabIndex}
          draggable={false}
          aria-describedby={card.may_move ? "board-keys" : undefined}
        >
          {title}
        </Link>
        {card.may_move && <MoveMenu card={card} title={title} {...{ board, stage, onMove, tabIndex }} />}
      </div>
      {customer.length > 0 && <div className={classes["customer"]}>{customer.join(" · ")}</div>}
      <div className={classes["facts"]}>
        {card.amount !== null && (
          <span className={classes["amount"]}>{format.money(card.amount, card.currency)}</span>
        )}
        {card.owner !== null && <span className={classes["owner"]}>{card.owner.name}</span>}
      </div>
      {card.next_step !== null && <NextStepLine step={card.next_step} />}
    </li>
  );
};

interface MoveMenuProps extends Pick<CardRowProps, "card" | "board" | "stage" | "onMove"> {
  readonly title: string;
  readonly tabIndex: number;
}

const MoveMenu = ({ card, board, stage, onMove, title, tabIndex }: MoveMenuProps) => {
  const { t } = useTranslation();
  const labelOf = useLabels().stage;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon
          className={classes["menu"]}
          variant="subtle"
          color="gray"
          size={24}
          tabIndex={tabIndex}
          aria-label={t("pipelines.actionsOf", { title })}
        >
          <IconDotsVertical size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("pipelines.moveTo")}</Menu.Label>
        {board.stages.map((one) => (
          <Menu.Item
            key={one.key}
            disabled={one.name === stage}
            leftSection={<IconArrowsRightLeft size={14} aria-hidden />}
            onClick={() => onMove(card, one.name)}
          >
            {labelOf(one)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
