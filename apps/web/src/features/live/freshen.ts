import type { Query, QueryClient } from "@tanstack/react-query";
import { isEcho } from "../../lib/api/own-saves.ts";
import type { ObjectInfo } from "../model/queries.ts";
import { freshenBoards } from "./freshen-boards.ts";
import { freshenTallies } from "./freshen-tallies.ts";
import type { LiveEvent } from "./source.ts";

type RecordsEvent = Extract<LiveEvent, { kind: "records" }>;

/** By object, the ids that changed since the caches were freshened last. */
export type News = ReadonlyMap<string, ReadonlySet<string>>;

/** What hangs on a record without being it: news of these may belong to any record that is shown. */
const COMPANIONS = new Set(["message", "note", "activity", "task", "event", "survey_response", "attachment"]);

/** Whatever shows runs, deliveries or activities of many records asks for itself anew with any news. */
const OVERVIEWS = new Set(["runs", "run", "outbox", "day", "my-day", "inspector", "notifications"]);

export const gather = (news: News, { object, ids }: RecordsEvent): News =>
  new Map([...news, [object, new Set([...(news.get(object) ?? []), ...ids])]]);

/** Asks anew for what is shown and rests on these records; what is not shown is stale until somebody looks. */
export const freshenRecords = (client: QueryClient, news: News): void => {
  const objects = client.getQueryData<{ items: ObjectInfo[] }>(["model", "objects"])?.items ?? [];
  const targetOf = (relation: unknown): string | undefined =>
    objects.flatMap(({ relations }) => relations).find(({ name }) => name === relation)?.object;
  const all = new Set([...news.values()].flatMap((ids) => [...ids]));
  const hasCompanion = [...news.keys()].some((object) => COMPANIONS.has(object));
  const concerns = ({ queryKey: [first, second, third, fourth] }: Query): boolean => {
    if (first === "record") return all.has(String(third));
    if (first === "record-life") {
      if (all.has(String(second))) return true;
      return third === "related" ? news.has(targetOf(fourth) ?? "") : hasCompanion;
    }
    if (first === "records" || first === "list") return news.has(String(second));
    if (first === "people") return news.has("user");
    if (first === "model") return second === "people" && news.has("user");
    return OVERVIEWS.has(String(first));
  };
  void client.invalidateQueries({ predicate: concerns });
  freshenBoards(client, news);
  freshenTallies(client);
};

const CONFIGURATION = new Set(["model", "pipelines", "people", "session", "settings", "records", "list"]);
const RULES = new Set(["automations", "automation", "record-life", "board", "segments", "runs", "run"]);

const freshen = (client: QueryClient, keys: ReadonlySet<string>): void =>
  void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => keys.has(String(first)) });

export const freshenConfiguration = (client: QueryClient): void => freshen(client, CONFIGURATION);
export const freshenRules = (client: QueryClient): void => freshen(client, RULES);

/** Of the news, what others made of it: one's own saves come back as an echo. */
export const foreign = (news: News): readonly string[] =>
  [...news.values()].flatMap((ids) => [...ids].filter((id) => !isEcho(id)));
