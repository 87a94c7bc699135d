import type { FastifyRequest } from "fastify";
import { isLoopbackHost, isLoopbackPeer } from "../sessions/connection.ts";

const FORWARDING = ["forwarded", "via", "x-real-ip", "cf-connecting-ip", "true-client-ip", "x-client-ip"];

/**
 * Whether a request was made on this machine, by somebody who may look at what the server printed as well. The host is
 * asked too: a page whose name was made to point here bears its own.
 */
export const isLocal = (request: FastifyRequest): boolean =>
  isLoopbackPeer(request) && isLoopbackHost(request) && !isForwarded(request);

const isForwarded = ({ headers, raw }: FastifyRequest): boolean =>
  // nginx speaks HTTP/1.0 to what is behind it when nobody told it otherwise; browsers never do.
  raw.httpVersion === "1.0" ||
  Object.keys(headers).some((name) => name.startsWith("x-forwarded") || FORWARDING.includes(name));
