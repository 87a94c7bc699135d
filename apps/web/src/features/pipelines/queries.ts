import type { BoardPayload, CardPayload, Page, PipelinePayload } from "@cadencia/contracts/api";
import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { request } from "../../lib/api/request.ts";

export type Board = BoardPayload;
export type BoardStage = BoardPayload["stages"][number];
export type Card = CardPayload;
export type CardPage = Page<Card>;

/** Some three screens of cards: the next page is there before anybody has scrolled through. */
const CARDS_A_PAGE = 50;

export const pipelinesQuery = queryOptions({
  queryKey: ["pipelines"],
  queryFn: ({ signal }) => request<{ items: PipelinePayload[] }>("/pipelines", { signal }),
});

export const boardKey = (pipeline: string) => ["board", pipeline] as const;

export const boardQuery = (pipeline: string, narrowed: string) =>
  queryOptions({
    queryKey: [...boardKey(pipeline), "sums", narrowed],
    queryFn: ({ signal }) => request<Board>(`/pipelines/${pipeline}/board?${narrowed}`, { signal }),
    placeholderData: keepPreviousData,
  });

interface Stack {
  readonly pipeline: string;
  readonly narrowed: string;
  /** Name of the stage within its pipeline. */
  readonly stage: string;
}

export const cardsKey = ({ pipeline, narrowed, stage }: Stack) =>
  [...boardKey(pipeline), "cards", narrowed, stage] as const;

export const cardsQuery = (stack: Stack) =>
  infiniteQueryOptions({
    queryKey: cardsKey(stack),
    queryFn: ({ pageParam, signal }) =>
      request<CardPage>(
        pageOf(`/pipelines/${stack.pipeline}/board/${stack.stage}`, stack.narrowed, pageParam),
        {
          signal,
        },
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    // A column that was just looked at is not asked for again; what changes meanwhile comes by itself or by moving.
    staleTime: 60_000,
  });

export const listQuery = ({ pipeline, narrowed, sort }: Omit<Stack, "stage"> & { sort: string | null }) =>
  infiniteQueryOptions({
    queryKey: [...boardKey(pipeline), "list", narrowed, sort],
    queryFn: ({ pageParam, signal }) => {
      const ordered = sort === null ? narrowed : `${narrowed}&sort=${encodeURIComponent(sort)}`;
      return request<CardPage>(pageOf(`/pipelines/${pipeline}/cards`, ordered, pageParam), { signal });
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });

const pageOf = (path: string, query: string, cursor: string): string =>
  `${path}?${query}&limit=${CARDS_A_PAGE}${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`;

/** One card as it is now, where the filter lets it through. */
export const readCard = async (stack: Stack, id: string): Promise<Card | null> => {
  const query = new URLSearchParams(stack.narrowed);
  const asked: unknown = JSON.parse(query.get("filter") ?? "null");
  query.set(
    "filter",
    JSON.stringify(asked === null ? ["id", "in", [id]] : { all: [asked, ["id", "in", [id]]] }),
  );
  const { items } = await request<CardPage>(
    `/pipelines/${stack.pipeline}/board/${stack.stage}?${query.toString()}`,
  );
  return items[0] ?? null;
};

export interface Person {
  readonly id: string;
  readonly name: string | null;
}

export const peopleQuery = queryOptions({
  queryKey: ["people"],
  queryFn: async ({ signal }) => {
    const filter = encodeURIComponent('["active","is",true]');
    return request<{ items: Person[] }>(`/records/user?fields=name&sort=name&limit=500&filter=${filter}`, {
      signal,
    });
  },
  staleTime: 5 * 60_000,
});
