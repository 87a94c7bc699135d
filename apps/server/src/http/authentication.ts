import type { FastifyInstance, FastifyRequest } from "fastify";
import { authenticate, type Caller } from "../features/access/index.ts";
import type { Workspace } from "../platform/workspace/index.ts";
import { Refusal } from "../platform/errors/index.ts";
import type { Limits } from "./limits.ts";

/**
 * Lets in who bears a key. Wrong keys are counted by address, so that nobody can try out many. A right one is let in
 * all the same: behind a proxy all callers share one address, and a stranger must not lock them out.
 */
export const requireKey = (api: FastifyInstance, workspace: Workspace, limits: Limits): void => {
  api.decorateRequest("caller", null as unknown as Caller);
  api.addHook("onRequest", async (request) => {
    const caller = await authenticate(workspace, secretOf(request));
    if (caller === null) {
      await limits.refuseGuessing(request);
      await limits.countGuess(request);
      throw new Refusal("unauthenticated", "this key is not known, or it was revoked");
    }
    request.caller = caller;
    await limits.countKey(request);
  });
};

const secretOf = ({ headers }: FastifyRequest): string => {
  const [scheme, secret, ...rest] = (headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer" && secret !== undefined && rest.length === 0) return secret;
  throw new Refusal("unauthenticated", "send a key in the header Authorization: Bearer KEY");
};
