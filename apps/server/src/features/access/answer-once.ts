import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import {
  claimKey,
  readAnswer,
  storeAnswer,
  type KeyedRequest,
  type StoredAnswer,
} from "./idempotency.repo.ts";

/** What a request is answered. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Does the work of a request once for its Idempotency-Key: the key, the answer and what the work saves commit
 * together, so that a crash leaves all of it or nothing. A refusal is not kept; the request may be corrected.
 */
export const answerOnce = async <Body>(
  tx: Transaction,
  request: FastifyRequest,
  work: () => Promise<Answer<Body>>,
): Promise<Answer<Body>> => {
  const key = request.headers[HEADER.toLowerCase()];
  return answerOnceFor(tx, { request, apiKey: request.caller.key, key }, work);
};

/** The same for a request of somebody without an API key; `apiKey` is whom the key belongs to. */
export const answerOnceFor = async <Body>(
  tx: Transaction,
  keyedBy: Keyed,
  work: () => Promise<Answer<Body>>,
): Promise<Answer<Body>> => {
  const keyed = keyedRequest(keyedBy);
  if (keyed === null) return work();
  if (!(await claimKey(tx, keyed))) return earlierAnswer(await readAnswer(tx, keyed), keyed);
  const answer = await work();
  const { status, body, headers = {} } = answer;
  await storeAnswer(tx, keyed, { status, response: { body, headers } });
  return answer;
};

/** Gives the answer to the client. */
export const reply = <Body>(to: FastifyReply, { status, body, headers = {} }: Answer<Body>): Body => {
  void to.code(status).headers({ ...headers });
  return body;
};

const earlierAnswer = <Body>(stored: StoredAnswer | null, { hash }: KeyedRequest): Answer<Body> => {
  if (stored === null)
    throw new Refusal("conflict", "the first request with this Idempotency-Key is not done yet");
  if (!stored.hash.equals(hash)) {
    const message = "this Idempotency-Key was sent with another request; use a new key for a new request";
    throw invalid([{ field: HEADER, code: "reused_key", message }]);
  }
  const { body, headers } = stored.response;
  return {
    status: stored.status,
    body: body as Body,
    headers: { ...headers, "Idempotent-Replayed": "true" },
  };
};

const HEADER = "Idempotency-Key";

interface Keyed {
  readonly request: FastifyRequest;
  readonly apiKey: string;
  readonly key: string | readonly string[] | undefined;
}

const keyedRequest = ({ request, apiKey, key }: Keyed): KeyedRequest | null => {
  if (key === undefined) return null;
  if (typeof key !== "string" || !/^[\x21-\x7e]{1,255}$/.test(key)) {
    const message = `${HEADER} must have 1 to 255 visible characters of ASCII, such as a UUID`;
    throw invalid([{ field: HEADER, code: "bad_format", message }]);
  }
  return { apiKey, key, hash: hashOf(request) };
};

const hashOf = ({ method, url, body }: FastifyRequest): Buffer =>
  createHash("sha256")
    .update(JSON.stringify([method, url, Buffer.isBuffer(body) ? digestOf(body) : sorted(body ?? null)]))
    .digest();

/** Of the bytes of a file, which would be a list of numbers in JSON. */
const digestOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** The same content in another order of keys is the same request. */
const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]));
};
