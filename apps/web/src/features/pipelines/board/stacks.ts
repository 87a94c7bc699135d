import type { InfiniteData } from "@tanstack/react-query";
import type { Board, Card, CardPage } from "../queries.ts";

export type Cards = InfiniteData<CardPage>;

/** Pure changes of what the columns hold. */
export const cardsOf = (cards: Cards | undefined): readonly Card[] =>
  cards?.pages.flatMap((page) => page.items) ?? [];

export const withoutCard = (cards: Cards, id: string): Cards => ({
  ...cards,
  pages: cards.pages.map((page) => ({ ...page, items: page.items.filter((card) => card.id !== id) })),
});

/** At this place from the top, wherever the pages end. */
export const withCardAt = (cards: Cards, card: Card, index: number): Cards => {
  const bare = withoutCard(cards, card.id);
  const sizes = bare.pages.map((page) => page.items.length);
  const page = sizes.findIndex((_, at) => index <= total(sizes, at + 1));
  const target = page === -1 ? Math.max(sizes.length - 1, 0) : page;
  const within = index - total(sizes, target);
  return {
    ...bare,
    pages: bare.pages.map((one, at) =>
      at === target ? { ...one, items: one.items.toSpliced(within, 0, card) } : one,
    ),
  };
};

const total = (sizes: readonly number[], until: number): number =>
  sizes.slice(0, until).reduce((sum, size) => sum + size, 0);

export const withCard = (cards: Cards, card: Card): Cards => ({
  ...cards,
  pages: cards.pages.map((page) => ({
    ...page,
    items: page.items.map((one) => (one.id === card.id ? card : one)),
  })),
});

/** The sums as they will be once the server has heard of the move. */
export const withMove = (board: Board, card: Card, { from, to }: { from: string; to: string }): Board => ({
  ...board,
  stages: board.stages.map((stage) => {
    if (stage.name === from) return counted(stage, card, -1);
    return stage.name === to ? counted(stage, card, 1) : stage;
  }),
});

const counted = <Stage extends Board["stages"][number]>(stage: Stage, card: Card, sign: 1 | -1): Stage => {
  const isOurs = card.amount !== null && stage.amount !== null && stage.other_currencies === 0;
  return {
    ...stage,
    records: Math.max(0, stage.records + sign),
    amount: isOurs ? (Number(stage.amount) + sign * Number(card.amount)).toFixed(2) : stage.amount,
  };
};
