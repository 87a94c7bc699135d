import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Refusal } from "../platform/errors/index.ts";

/** Requests a minute; generous, for a page of a busy team sends many. */
export interface LimitSettings {
  readonly perAddress: number;
  readonly perKey: number;
  /** Calls of one automation's inbound address. */
  readonly perHook: number;
  /** Wrong keys from one address. */
  readonly guesses: number;
}

export const GENEROUS: LimitSettings = { perAddress: 60_000, perKey: 30_000, perHook: 1_200, guesses: 60 };

export interface Limits {
  readonly countKey: (request: FastifyRequest) => Promise<void>;
  readonly countHook: (request: FastifyRequest, automation: string) => Promise<void>;
  readonly countGuess: (request: FastifyRequest) => Promise<void>;
  /** Refuses an address that has guessed too often already. */
  readonly refuseGuessing: (request: FastifyRequest) => Promise<void>;
}

const WINDOW = 60_000;

/** Whose inbound address a request calls. */
const called = new WeakMap<FastifyRequest, string>();

/** Counts every request by its address, and gives what counts by key. Kept in this process alone. */
export const installLimits = async (app: FastifyInstance, settings: LimitSettings): Promise<Limits> => {
  await app.register(rateLimit, {
    max: settings.perAddress,
    timeWindow: WINDOW,
    // A request that its sender broke off has no address any more, which the default cannot read.
    keyGenerator: ({ ip }) => (ip as string | undefined) ?? "",
    errorResponseBuilder: (_, { after }) =>
      new Refusal("rate_limited", `too many requests; try again in ${after}`),
  });
  const byKey = app.createRateLimit({
    max: settings.perKey,
    timeWindow: WINDOW,
    keyGenerator: (request) => `key ${request.caller.key}`,
  });
  const byGuess = app.createRateLimit({
    max: settings.guesses,
    timeWindow: WINDOW,
    keyGenerator: (request) => `guess ${request.ip}`,
  });
  const hooks = app.createRateLimit({
    max: settings.perHook,
    timeWindow: WINDOW,
    keyGenerator: (request) => `hook ${called.get(request) ?? ""}`,
  });
  return {
    countHook: async (request, automation) => {
      called.set(request, automation);
      refuseBeyond(await hooks(request), "this address is called too often");
    },
    countKey: async (request) =>
      refuseBeyond(await byKey(request), "too many requests with this key or by this user"),
    countGuess: async (request) => void (await byGuess(request)),
    refuseGuessing: async (request) =>
      refuseBeyond(await byGuess(request, { increment: false }), "too many wrong keys from this address"),
  };
};

type Counted = Awaited<ReturnType<ReturnType<FastifyInstance["createRateLimit"]>>>;

const refuseBeyond = (counted: Counted, what: string): void => {
  if (counted.isAllowed || !counted.isExceeded) return;
  throw new Refusal("rate_limited", `${what}; try again in ${counted.ttlInSeconds} seconds`);
};
