import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { isOffline, isSignedOut, Problem } from "./problem.ts";

const SESSION = ["session"] as const;

/** Answers are kept for a while and asked for again when the page is looked at; live updates refresh them sooner. */
export const createQueryClient = (): QueryClient => {
  // Whoever's session has ended is asked to sign in, on the page where they are.
  const onError = (error: unknown): void => {
    if (isSignedOut(error)) void client.invalidateQueries({ queryKey: SESSION });
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, { queryKey: [first] }) => first !== SESSION[0] && onError(error),
    }),
    mutationCache: new MutationCache({ onError }),
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
