import type { CallerPayload } from "@cadencia/contracts/api";
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isSignedOut } from "../../lib/api/problem.ts";
import { request } from "../../lib/api/request.ts";

/** Who is signed in, what they may do, and what the workspace is like. */
export type Session = CallerPayload;

/** Null: nobody is signed in. Where somebody was, it keeps who, with the refusal as its error: their page stays. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ client, queryKey, signal }): Promise<Session | null> => {
    try {
      return await request<Session>("/session", { signal });
    } catch (error) {
      if (isSignedOut(error) && (client.getQueryData(queryKey) ?? null) === null) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** Within the shell somebody is signed in. */
export const useSession = (): Session => {
  const { data } = useQuery(sessionQuery);
  if (data === null || data === undefined) throw new Error("used outside of the session gate");
  return data;
};

export const useSignIn = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (given: { email: string; password: string }) =>
      request<Session>("/session", { method: "POST", body: given }),
    onSuccess: (session) => {
      const before = client.getQueryData(sessionQuery.queryKey);
      // The page beneath is somebody else's.
      if (before !== null && before !== undefined && before.user.id !== session.user.id)
        window.location.reload();
      client.setQueryData(sessionQuery.queryKey, session);
      return client.invalidateQueries({ predicate: ({ state }) => state.status === "error" });
    },
  });
};

export const useSignOut = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      try {
        await request<void>("/session", { method: "DELETE" });
      } catch (error) {
        // It has ended already.
        if (!isSignedOut(error)) throw error;
      }
    },
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, null);
      // Whoever signs in next sees nothing of what this person saw.
      client.removeQueries({ predicate: ({ queryKey: [first] }) => first !== sessionQuery.queryKey[0] });
    },
  });
};

/** After a first start, or a login by other means than the form. */
export const useComeIn = (): ((session: Session) => void) => {
  const client = useQueryClient();
  return (session) => void client.setQueryData(sessionQuery.queryKey, session);
};
