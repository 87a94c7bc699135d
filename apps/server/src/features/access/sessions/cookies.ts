import type { FastifyReply, FastifyRequest } from "fastify";
import { isHttps, isLoopbackHost } from "./connection.ts";
import { ABSOLUTE_DAYS } from "./lifetime.ts";

const SESSION = "cadencia";
const DEVICE = "cadencia-device";
const DAY = 86_400;
/** Browsers keep none longer. */
const DEVICE_DAYS = 400;

/** The token of a session as the browser sent it; null where there is none, or what cannot be one. */
export const sessionIn = (request: FastifyRequest): string | null => tokenIn(request, SESSION);
export const deviceIn = (request: FastifyRequest): string | null => tokenIn(request, DEVICE);

export const sendSession = (reply: FastifyReply, token: string): void =>
  send(reply, { name: SESSION, value: token, seconds: ABSOLUTE_DAYS * DAY });

export const sendDevice = (reply: FastifyReply, token: string): void =>
  send(reply, { name: DEVICE, value: token, seconds: DEVICE_DAYS * DAY });

export const clearSession = (reply: FastifyReply): void =>
  send(reply, { name: SESSION, value: "", seconds: 0 });

/**
 * Where browsers keep `Secure` cookies, over https and on the machine itself, the name begins with `__Host-`: no
 * neighbouring host can plant one. Plain http in a private network gets the bare name.
 */
const send = (
  reply: FastifyReply,
  { name, value, seconds }: { readonly name: string; readonly value: string; readonly seconds: number },
): void => {
  const isSecure = hasSecureCookies(reply.request);
  const begin = `${isSecure ? "__Host-" : ""}${name}=${value}`;
  const cookie = `${begin}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
  // Fastify gathers several cookies of one answer.
  void reply.header("set-cookie", cookie);
};

const hasSecureCookies = (request: FastifyRequest): boolean => isHttps(request) || isLoopbackHost(request);

/** The guarded name wins; the bare one counts only where no other could have been given. */
const tokenIn = (request: FastifyRequest, name: string): string | null => {
  const sent = cookiesOf(request);
  const token = sent.get(`__Host-${name}`) ?? (hasSecureCookies(request) ? undefined : sent.get(name));
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null;
};

const cookiesOf = ({ headers: { cookie = "" } }: FastifyRequest): ReadonlyMap<string, string> =>
  new Map(
    cookie.split(";").flatMap((part): [string, string][] => {
      const at = part.indexOf("=");
      return at === -1 ? [] : [[part.slice(0, at).trim(), part.slice(at + 1).trim()]];
    }),
  );
