import { useCallback, useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Board, BoardStage, Card } from "../queries.ts";
import type { Columns, Place } from "./use-columns.ts";
import type { Move } from "./use-move.ts";

interface Lifted {
  readonly card: Card;
  readonly from: Place;
  readonly over: string;
}

export interface BoardKeys {
  /** The card that Tab leads to. */
  readonly active: string | null;
  readonly lifted: string | null;
  /** Last line for who listens. */
  readonly said: string;
  readonly boardProps: {
    readonly onKeyDown: (event: KeyboardEvent) => void;
    readonly onFocus: (event: FocusEvent) => void;
    readonly onBlur: (event: FocusEvent) => void;
  };
  /** A card that was just drawn takes the focus that was sent to it. */
  readonly drawn: (id: string, element: HTMLElement) => void;
  readonly scrollTo: Map<string, (index: number) => void>;
}

interface Given {
  readonly board: Board;
  readonly columns: Columns;
  /** Those whose cards are shown. */
  readonly stages: readonly string[];
  readonly labelOf: (stage: BoardStage) => string;
  readonly move: Move;
}

/** Arrows walk from card to card; Space or m lifts one, arrows carry it, Space drops it, Esc takes it back. */
export const useBoardKeys = ({ board, columns, stages, labelOf, move }: Given): BoardKeys => {
  const { t } = useTranslation();
  const [active, setActive] = useState<string | null>(null);
  const [lifted, setLifted] = useState<Lifted | null>(null);
  const [said, say] = useState("");
  const wanted = useRef<string | null>(null);
  const scrollTo = useRef(new Map<string, (index: number) => void>()).current;

  const focus = (id: string, { stage, index }: Place): void => {
    wanted.current = id;
    setActive(id);
    scrollTo.get(stage)?.(index);
    // Where it is drawn already nothing will be drawn anew.
    requestAnimationFrame(() => document.getElementById(`card-${id}`)?.focus());
  };

  const nameOf = (stage: string): string => {
    const index = board.stages.findIndex(({ name }) => name === stage);
    const found = board.stages[index];
    return found === undefined
      ? stage
      : t("pipelines.stagePlace", { stage: labelOf(found), place: index + 1, count: board.stages.length });
  };

  const walk = (from: Place, key: string): void => {
    const way = WAYS[key] ?? { across: 0, down: 0 };
    const stage = way.across === 0 ? from.stage : nextWithCards(from.stage, way.across);
    if (stage === null) return;
    const cards = columns.cards(stage);
    const index = Math.min(
      Math.max(way.down === 0 ? from.index : from.index + way.down, 0),
      cards.length - 1,
    );
    const card = cards[index];
    if (card !== undefined) focus(card.id, { stage, index });
  };

  const nextWithCards = (stage: string, step: number): string | null => {
    for (let at = stages.indexOf(stage) + step; at >= 0 && at < stages.length; at += step) {
      const name = stages[at];
      if (name !== undefined && columns.cards(name).length > 0) return name;
    }
    return null;
  };

  const lift = (card: Card, from: Place): void => {
    if (!card.may_move) return say(t("pipelines.mayNotMove"));
    setLifted({ card, from, over: from.stage });
    say(t("pipelines.lifted", { title: card.title ?? "", place: nameOf(from.stage) }));
  };

  const carry = (held: Lifted, step: number): void => {
    const over = stages[stages.indexOf(held.over) + step];
    if (over === undefined) return;
    const at = over === held.from.stage ? held.from : { stage: over, index: 0 };
    columns.place(held.card, at);
    setLifted({ ...held, over });
    focus(held.card.id, at);
    say(nameOf(over));
  };

  const drop = ({ card, from, over }: Lifted): void => {
    setLifted(null);
    say(t("pipelines.dropped", { title: card.title ?? "", place: nameOf(over) }));
    if (over !== from.stage) void move(card, { from, to: over });
  };

  const takeBack = ({ card, from }: Lifted, keepFocus: boolean): void => {
    setLifted(null);
    columns.place(card, from);
    if (keepFocus) focus(card.id, from);
    say(t("pipelines.tookBack", { title: card.title ?? "", place: nameOf(from.stage) }));
  };

  const pressWithLifted = (held: Lifted, key: string): boolean => {
    if (key === "ArrowLeft" || key === "ArrowRight") carry(held, key === "ArrowLeft" ? -1 : 1);
    else if (key === " " || key === "Enter" || key === "m") drop(held);
    else if (key === "Escape") takeBack(held, true);
    else return key.startsWith("Arrow");
    return true;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const id = cardOf(event.target);
    if (id === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const isHandled = lifted === null ? press(id, event.key) : pressWithLifted(lifted, event.key);
    if (isHandled) event.preventDefault();
  };

  const press = (id: string, key: string): boolean => {
    const found = columns.find(id);
    if (found === null) return false;
    if (key === " " || key === "m") lift(found.card, found);
    else if (key in WAYS) walk(found, key);
    else return false;
    return true;
  };

  const drawn = useCallback((id: string, element: HTMLElement): void => {
    if (wanted.current !== id) return;
    wanted.current = null;
    element.focus();
  }, []);

  // Who leaves the board with a card in hand has let go of it.
  useEffect(() => {
    if (lifted === null) return undefined;
    const letGo = (event: PointerEvent): void => {
      if (!(event.target instanceof Element && event.target.closest("[data-lifted]")))
        takeBack(lifted, false);
    };
    document.addEventListener("pointerdown", letGo);
    return () => document.removeEventListener("pointerdown", letGo);
  });

  return {
    active,
    lifted: lifted?.card.id ?? null,
    said,
    boardProps: {
      onKeyDown,
      onFocus: ({ target }) => {
        const id = cardOf(target);
        if (id !== null) setActive(id);
      },
      onBlur: ({ relatedTarget, currentTarget }) => {
        if (lifted === null || relatedTarget === null) return;
        if (!currentTarget.contains(relatedTarget)) takeBack(lifted, false);
      },
    },
    drawn,
    scrollTo,
  };
};

const WAYS: Readonly<Record<string, { readonly across: number; readonly down: number }>> = {
  ArrowLeft: { across: -1, down: 0 },
  ArrowRight: { across: 1, down: 0 },
  ArrowUp: { across: 0, down: -1 },
  ArrowDown: { across: 0, down: 1 },
  PageUp: { across: 0, down: -10 },
  PageDown: { across: 0, down: 10 },
  Home: { across: 0, down: -Infinity },
  End: { across: 0, down: Infinity },
};

const cardOf = (target: EventTarget): string | null =>
  target instanceof HTMLElement && target.id.startsWith("card-") ? target.id.slice("card-".length) : null;
