import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  authenticate,
  callerOfSession,
  refuseCrossSite,
  sessionIn,
  type Caller,
} from "../features/access/index.ts";
import type { Workspace } from "../platform/workspace/index.ts";
import { Refusal } from "../platform/errors/index.ts";
import type { Limits } from "./limits.ts";

/**
 * Lets in who bears a key or is logged in. With the session's cookie a browser speaks for the person whatever page it
 * shows, so what may change something must come from our own.
 */
export const requireCaller = (api: FastifyInstance, workspace: Workspace, limits: Limits): void => {
  api.decorateRequest("caller", null as unknown as Caller);
  api.addHook("onRequest", async (request) => {
    request.caller = request.headers.authorization
      ? await callerOfKey(request, workspace, limits)
      : await callerOfCookie(request, workspace);
    await limits.countKey(request);
  });
};

/**
 * Wrong keys are counted by address, so that nobody can try out many. A right one is let in all the same: behind a
 * proxy all callers share one address, and a stranger must not lock them out.
 */
const callerOfKey = async (
  request: FastifyRequest,
  workspace: Workspace,
  limits: Limits,
): Promise<Caller> => {
  const caller = await authenticate(workspace, secretOf(request));
  if (caller !== null) return caller;
  await limits.refuseGuessing(request);
  await limits.countGuess(request);
  throw new Refusal("unauthenticated", "this key is not known, or it was revoked");
};

const secretOf = ({ headers }: FastifyRequest): string => {
  const [scheme, secret, ...rest] = (headers.authorization ?? "").split(" ");
  if (scheme?.toLowerCase() === "bearer" && secret !== undefined && rest.length === 0) return secret;
  throw new Refusal("unauthenticated", "send a key in the header Authorization: Bearer KEY");
};

const callerOfCookie = async (request: FastifyRequest, workspace: Workspace): Promise<Caller> => {
  const token = sessionIn(request);
  if (token === null)
    throw new Refusal("unauthenticated", "log in, or send a key in the header Authorization: Bearer KEY");
  refuseCrossSite(request, { strict: true });
  const caller = await callerOfSession(workspace, token);
  if (caller === null) throw new Refusal("unauthenticated", "this session has ended; log in again");
  return caller;
};
