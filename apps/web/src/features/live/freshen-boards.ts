import type { QueryClient } from "@tanstack/react-query";
import { isEcho } from "../../lib/api/own-saves.ts";
import { request } from "../../lib/api/request.ts";
import { cardsOf, withCard, withCardAt, withoutCard, type Cards } from "../pipelines/board/stacks.ts";
import { boardKey, type Board, type Card, type CardPage } from "../pipelines/queries.ts";
import { markChanged } from "./changed.ts";
import type { News } from "./freshen.ts";

/** More at once, and the board is read as a whole. */
const MOST_CARDS = 40;

/**
 * A board keeps thousands of cards: of these only the ones that changed are read, and put where they stand now. Sums
 * are counted anew.
 */
export const freshenBoards = (client: QueryClient, news: News): void => {
  const shown = client.getQueryCache().findAll({ queryKey: ["board"], type: "active" });
  const boards = new Map(
    shown
      .filter(({ queryKey }) => queryKey[2] === "sums")
      .map(({ queryKey, state }) => [`${String(queryKey[1])} ${String(queryKey[3])}`, { queryKey, state }]),
  );
  for (const { queryKey, state } of boards.values()) {
    const board = state.data as Board | undefined;
    const ids = [...(news.get(board?.object ?? "") ?? [])];
    if (board === undefined || ids.length === 0) continue;
    const own = boardKey(board.pipeline);
    if (ids.length > MOST_CARDS) {
      void client.invalidateQueries({ queryKey: own });
      continue;
    }
    void client.invalidateQueries({ queryKey });
    void client.invalidateQueries({ queryKey: [...own, "list"] });
    void placeCards(client, { board, narrowed: String(queryKey[3]), ids });
  }
  // Boards that nobody looks at are read when somebody does.
  for (const { queryKey } of client.getQueryCache().findAll({ queryKey: ["board"], type: "inactive" }))
    void client.invalidateQueries({ queryKey, exact: true, refetchType: "none" });
};

interface Wanted {
  readonly board: Board;
  readonly narrowed: string;
  readonly ids: readonly string[];
}

const placeCards = async (client: QueryClient, wanted: Wanted): Promise<void> => {
  const items = await readCards(wanted);
  // They could not be read alone: the board is read anew, as often as its queries try.
  if (items === null) return client.invalidateQueries({ queryKey: boardKey(wanted.board.pipeline) });
  const read = new Map(items.map((card) => [card.id, card]));
  markChanged(wanted.ids.filter((id) => placeCard(client, wanted, { id, card: read.get(id) })));
};

const readCards = async ({ board, narrowed, ids }: Wanted): Promise<readonly Card[] | null> => {
  const query = new URLSearchParams(narrowed);
  const asked: unknown = JSON.parse(query.get("filter") ?? "null");
  const these = ["id", "in", ids];
  query.set("filter", JSON.stringify(asked === null ? these : { all: [asked, these] }));
  query.set("limit", "50");
  const path = `/pipelines/${board.pipeline}/cards?${query.toString()}`;
  return (await request<CardPage>(path).catch(() => null))?.items ?? null;
};

interface Read {
  readonly id: string;
  /** None where the filter does not let it through, or nobody may see it any more. */
  readonly card: Card | undefined;
}

/** Puts a card where it stands now; true where that is news. */
const placeCard = (client: QueryClient, { board, narrowed }: Wanted, { id, card }: Read): boolean => {
  const keyOf = (stage: string) => [...boardKey(board.pipeline), "cards", narrowed, stage];
  const edit = (stage: string | undefined, change: (cards: Cards) => Cards): void => {
    if (stage === undefined) return;
    client.setQueryData<Cards>(keyOf(stage), (cards) => (cards === undefined ? cards : change(cards)));
  };
  const from = board.stages.find(({ name }) => cardIn(client, keyOf(name), id) !== undefined)?.name;
  const known = from === undefined ? undefined : cardIn(client, keyOf(from), id);
  if (card === undefined) {
    edit(from, (cards) => withoutCard(cards, id));
    return false;
  }
  const to = board.stages.find(({ key }) => key === card.stage)?.name;
  // A move of one's own that is under way is ahead of what was read.
  const ahead =
    known !== undefined && (from === to ? known.version > card.version : known.version >= card.version);
  if (ahead) return false;
  if (from === to) edit(from, (cards) => withCard(cards, card));
  else {
    edit(from, (cards) => withoutCard(cards, id));
    edit(to, (cards) => withCardAt(cards, card, 0));
  }
  return !isEcho(id) && JSON.stringify(known) !== JSON.stringify(card);
};

const cardIn = (client: QueryClient, key: readonly unknown[], id: string): Card | undefined =>
  cardsOf(client.getQueryData<Cards>(key)).find((card) => card.id === id);
