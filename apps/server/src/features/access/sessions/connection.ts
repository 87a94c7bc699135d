import type { FastifyRequest } from "fastify";

/** What a proxy in front tells; nobody has to believe it. */
const first = (header: string | string[] | undefined): string =>
  (Array.isArray(header) ? header.join(",") : (header ?? "")).split(",")[0]?.trim().toLowerCase() ?? "";

const LOOPBACK_HOST = /^(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;
const LOOPBACK_ADDRESS = /^(127(\.\d{1,3}){3}|::1|::ffff:127(\.\d{1,3}){3})$/;

export const isLoopbackHost = ({ headers: { host = "" } }: FastifyRequest): boolean =>
  LOOPBACK_HOST.test(host);

/** Over the machine itself, by who connects; a proxy on the same machine does that too. */
export const isLoopbackPeer = ({ ip }: FastifyRequest): boolean => LOOPBACK_ADDRESS.test(ip);

/**
 * Whether the browser came by https, as the proxy in front or the page itself says. Who lies about it makes only their
 * own cookie another one.
 */
export const isHttps = ({ headers }: FastifyRequest): boolean =>
  first(headers["x-forwarded-proto"]) === "https" ||
  /(^|[;,\s])proto="?https/i.test(headers["forwarded"] ?? "") ||
  headers.origin === `https://${headers.host}`;

/** The caller's address; behind a proxy on this machine the one that it saw, which is the last it added. */
export const callerAddress = (request: FastifyRequest): string => {
  const seen = String(request.headers["x-forwarded-for"] ?? "")
    .split(",")
    .at(-1)
    ?.trim();
  return isLoopbackPeer(request) && seen !== undefined && seen !== "" ? seen.slice(0, 100) : request.ip;
};
