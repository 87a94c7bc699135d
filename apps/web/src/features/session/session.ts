import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { isSignedOut } from "../../lib/api/problem.ts";
import { request } from "../../lib/api/request.ts";

/** Who is signed in, and what the workspace is like. */
export interface Session {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
    readonly role: string;
    readonly language: string;
    readonly timezone: string;
  };
  /** What may be done with which object, for buttons that would not work: `rights.deal.create`. */
  readonly rights: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  readonly workspace: {
    readonly name: string;
    readonly locale: string;
    readonly currency: string;
    readonly timezone: string;
  };
}

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return await request<Session>("/session", { signal });
    } catch (error) {
      if (isSignedOut(error)) return null;
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
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
};

export const useSignOut = () => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<void>("/session", { method: "DELETE" }),
    onSuccess: () => {
      client.clear();
      client.setQueryData(sessionQuery.queryKey, null);
    },
  });
};
