import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { createStore } from "../../lib/store.ts";
import { foreign, freshenConfiguration, freshenRecords, freshenRules, gather, type News } from "./freshen.ts";
import { listen } from "./shared-source.ts";
import type { LiveEvent } from "./source.ts";

/** What comes together is asked for together: an automation's run saves several records in one breath. */
const BREATH = 120;
/** By then the pages that were asked for when the stream began have arrived. */
const SETTLED = 1_000;

/** Whether the stream holds. */
export const connected = createStore(true);
/** Records that others changed, as they come, until they were told. */
export const untold = createStore<readonly string[]>([]);

/** Keeps what is shown as the server has it, as long as the caller is there. */
export const useLive = (): void => {
  const client = useQueryClient();
  useEffect(() => {
    const ear = createEar(client);
    const stop = listen(ear.hear);
    const lose = () => connected.set(false);
    window.addEventListener("offline", lose);
    return () => {
      stop();
      ear.stop();
      window.removeEventListener("offline", lose);
      connected.set(true);
    };
  }, [client]);
};

const createEar = (client: QueryClient) => {
  let news: News = new Map();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;

  const work = (): void => {
    const gathered = news;
    news = new Map();
    timer = undefined;
    freshenRecords(client, gathered);
    untold.set([...new Set([...untold.get(), ...foreign(gathered)])]);
  };
  const begin = (): void => {
    // By the clock that the cache writes its answers down with.
    // oxlint-disable-next-line eslint/no-restricted-properties -- compared with dataUpdatedAt
    const begun = Date.now();
    const all = client.getQueryCache().getAll();
    // What was asked for before the stream began may have changed since; what is asked for from here on is told.
    const early = new Set(
      all
        .filter(({ state }) => state.fetchStatus === "fetching" || state.dataUpdatedAt < begun)
        .map(({ queryHash }) => queryHash),
    );
    settling = setTimeout(() => {
      void client.invalidateQueries({
        predicate: ({ queryHash, queryKey: [first] }) => first !== "session" && early.has(queryHash),
      });
    }, SETTLED);
  };
  const hear = (event: LiveEvent): void => {
    switch (event.kind) {
      case "standing":
        connected.set(event.connected);
        // The stream also ends with the session.
        if (!event.connected) void client.invalidateQueries({ queryKey: ["session"] });
        return;
      case "ready":
        connected.set(true);
        return begin();
      case "reload":
        return void client.invalidateQueries();
      case "automations":
        return freshenRules(client);
      case "configuration":
        return freshenConfiguration(client);
      case "records":
        news = gather(news, event);
        timer ??= setTimeout(work, BREATH);
    }
  };
  const stop = (): void => {
    clearTimeout(timer);
    clearTimeout(settling);
  };
  return { hear, stop };
};
