import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { boardKey, boardQuery, cardsQuery, readCard, type Card } from "../queries.ts";
import { cardsOf, withCard, withCardAt, withMove, withoutCard } from "./stacks.ts";

/** Sums follow a move after this time, so that a quick way back leaves them still. */
const SUMS_AFTER = 150;
/** By then the engine has told what waits on the card in its new stage. */
const STEPS_AFTER = 700;

export interface Place {
  readonly stage: string;
  readonly index: number;
}

export interface Columns {
  readonly cards: (stage: string) => readonly Card[];
  readonly find: (id: string) => (Place & { readonly card: Card }) | null;
  /** Shows the card there at once; nothing is saved by that. */
  readonly place: (card: Card, at: Place) => void;
  readonly replace: (card: Card) => void;
  readonly countMove: (card: Card, way: { readonly from: string; readonly to: string }) => void;
  /** Asks for the sums and for the card's next step; hidden: the filter does not let it through any more. */
  readonly refresh: (id: string, stage: string) => Promise<"shown" | "hidden">;
}

/** What the columns of a board show, as it lies in the cache. */
export const useColumns = (pipeline: string, narrowed: string, stages: readonly string[]): Columns => {
  const client = useQueryClient();
  return useMemo((): Columns => {
    const keyOf = (stage: string) => cardsQuery({ pipeline, narrowed, stage }).queryKey;
    const cards = (stage: string) => cardsOf(client.getQueryData(keyOf(stage)));
    const find: Columns["find"] = (id) => {
      for (const stage of stages) {
        const index = cards(stage).findIndex((card) => card.id === id);
        const card = cards(stage)[index];
        if (card !== undefined) return { stage, index, card };
      }
      return null;
    };
    const remove = (id: string): void => {
      for (const stage of stages)
        client.setQueryData(keyOf(stage), (data) => (data === undefined ? data : withoutCard(data, id)));
    };
    const sums = boardQuery(pipeline, narrowed).queryKey;
    return {
      cards,
      find,
      place: (card, { stage, index }) => {
        // An answer under way would put the card back to where it was.
        void client.cancelQueries({ queryKey: [...boardKey(pipeline), "cards"] });
        remove(card.id);
        client.setQueryData(keyOf(stage), (data) =>
          data === undefined ? data : withCardAt(data, card, index),
        );
      },
      replace: (card) => {
        for (const stage of stages)
          client.setQueryData(keyOf(stage), (data) => (data === undefined ? data : withCard(data, card)));
      },
      countMove: (card, way) => {
        setTimeout(() => {
          client.setQueryData(sums, (board) => (board === undefined ? board : withMove(board, card, way)));
        }, SUMS_AFTER);
      },
      refresh: async (id, stage) => {
        await new Promise((resolve) => setTimeout(resolve, STEPS_AFTER));
        void client.invalidateQueries({ queryKey: sums });
        const card = await readCard({ pipeline, narrowed, stage }, id);
        const shown = find(id);
        if (shown === null || shown.stage !== stage) return "shown";
        if (card === null)
          client.setQueryData(cardsQuery({ pipeline, narrowed, stage }).queryKey, (data) =>
            data === undefined ? data : withoutCard(data, id),
          );
        else if (card.version >= shown.card.version)
          client.setQueryData(keyOf(stage), (data) => (data === undefined ? data : withCard(data, card)));
        return card === null ? "hidden" : "shown";
      },
    };
  }, [client, pipeline, narrowed, stages]);
};
