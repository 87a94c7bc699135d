import type { JsonValue } from "@cadencia/core/model";
import type { FastifyRequest } from "fastify";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../../platform/errors/index.ts";
import { answerOnceFor, reply, type Answer } from "../../access/index.ts";
import type { Engine } from "../engine.ts";
import { automationOfAddress } from "./addresses.repo.ts";
import { looksLikeToken } from "./addresses.ts";
import { calledRule, receiveCall } from "./receive.ts";

/** A payload is a notice, not a document. */
const LARGEST_PAYLOAD = 256 * 1024;

const accepted = z.strictObject({ status: z.literal("accepted") });

export interface HookLimits {
  /** Counts a call of an address. */
  readonly countHook: (request: FastifyRequest, automation: string) => Promise<void>;
  /** Counts an address that nobody has. */
  readonly countGuess: (request: FastifyRequest) => Promise<void>;
  readonly refuseGuessing: (request: FastifyRequest) => Promise<void>;
}

/** Calls from outside: no key, the address itself is the secret. */
export const hookRoutes: FastifyPluginAsyncZod<{ engine: Engine; limits: HookLimits }> = async (
  api,
  { engine, limits },
) => {
  api.post(
    "/hooks/:token",
    {
      bodyLimit: LARGEST_PAYLOAD,
      schema: {
        tags: ["hooks"],
        summary:
          "Call an automation that webhook.received starts. With an Idempotency-Key or a webhook-id it happens once",
        security: [],
        params: z.strictObject({ token: z.string() }),
        headers: z.looseObject({
          "idempotency-key": z.exactOptional(z.string()),
          "webhook-id": z.exactOptional(z.string()),
        }),
        body: z.unknown(),
        response: { 200: accepted },
      },
    },
    async (request, to) => {
      const answer = await call(engine, request, limits);
      // Thrown out here, so that the log of a call that came while the automation is off is kept.
      if (answer === null) {
        await limits.refuseGuessing(request);
        await limits.countGuess(request);
        throw new Refusal("not_found", "there is no automation at this address, or it is switched off");
      }
      return reply(to, answer);
    },
  );
};

const call = (
  engine: Engine,
  request: FastifyRequest,
  limits: HookLimits,
): Promise<Answer<z.infer<typeof accepted>> | null> => {
  const { token } = request.params as { token: string };
  if (!looksLikeToken(token)) return Promise.resolve(null);
  return engine.run(async (context) => {
    const { tx } = context.unit;
    const automation = await automationOfAddress(tx, token);
    if (automation === null) return null;
    await limits.countHook(request, automation.id);
    const rule = await calledRule(context, automation);
    if (rule === null) return null;
    const keyed = { request, apiKey: automation.id, key: keyOf(request) };
    return answerOnceFor(tx, keyed, async () => {
      await receiveCall(context, rule, (request.body ?? {}) as JsonValue);
      return { status: 200, body: { status: "accepted" as const } };
    });
  });
};

/** `webhook-id` is what Standard Webhooks call it. */
const keyOf = ({ headers }: FastifyRequest): string | string[] | undefined =>
  headers["idempotency-key"] ?? headers["webhook-id"];
