import { QueryCache, QueryClient } from "@tanstack/react-query";
import { isOffline, isSignedOut, Problem } from "./problem.ts";

const SESSION = ["session"] as const;

/** Answers are kept for a while and asked for again when the page is looked at; live updates refresh them sooner. */
export const createQueryClient = (): QueryClient => {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      // Whoever's session has ended is asked to sign in, on the page where they are.
      onError: (error) => {
        if (isSignedOut(error)) void client.invalidateQueries({ queryKey: SESSION });
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 2 && (isOffline(error) || isPassing(error)),
      },
    },
  });
  return client;
};

const isPassing = (error: unknown): boolean => error instanceof Problem && error.status >= 502;
