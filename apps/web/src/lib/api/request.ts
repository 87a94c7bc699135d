import type { ProblemDetails } from "@cadencia/contracts/api";
import { noteSave } from "./own-saves.ts";
import { problemWords } from "./problem-words.ts";
import { Problem } from "./problem.ts";

export const BASE = "/api/v1";

interface Request {
  readonly method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly body?: unknown;
  /** The version that an edit rests on: somebody else's save in between is refused. */
  readonly version?: number;
  /** Sent again with the same key, it is done once. */
  readonly once?: string;
  /** An API key, where there is no session yet. */
  readonly key?: string;
  readonly signal?: AbortSignal;
}

/** Asks the server; what it refuses, or no answer at all, is thrown as a Problem. */
export const request = async <Answer>(path: string, given: Request = {}): Promise<Answer> => {
  const response = await send(path, given);
  if (response.status === 204) return undefined as Answer;
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as Answer;
  throw await problemOf(response.status, answer);
};

const send = async (path: string, { method = "GET", body, version, once, key, signal }: Request) => {
  const headers = new Headers();
  if (body !== undefined) headers.set("Content-Type", "application/json");
  if (version !== undefined) headers.set("If-Match", `"${version}"`);
  if (key !== undefined) headers.set("Authorization", `Bearer ${key}`);
  if (once !== undefined) headers.set("Idempotency-Key", once);
  if (method !== "GET") noteSave(path);
  try {
    return await fetch(BASE + path, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted === true) throw error;
    throw new Problem({ status: 0, code: "offline", message: String(error) });
  }
};

/** What the server says when it says no. */
export const problemOf = async (status: number, answer: unknown): Promise<Problem> => {
  const given = (answer ?? {}) as Partial<ProblemDetails>;
  return new Problem({ status, code: given.code ?? "failed", ...(await problemWords(status, given)) });
};
