import type { FastifyRequest } from "fastify";
import { deviceIn, sessionIn } from "./cookies.ts";
import { callerAddress } from "./connection.ts";
import { hashOf } from "../secret.ts";

/** Who stands at the door: where from, in which browser, with which session and device of before. */
export interface Visitor {
  readonly address: string;
  /** What the browser calls itself. */
  readonly agent: string;
  /** Hash of the session's token, as sent. */
  readonly session: Buffer | null;
  /** Hash of the device's token, as sent. */
  readonly device: Buffer | null;
}

const LONGEST_AGENT = 300;

export const visitorOf = (request: FastifyRequest): Visitor => {
  const session = sessionIn(request);
  const device = deviceIn(request);
  return {
    address: callerAddress(request),
    agent: (request.headers["user-agent"] ?? "").slice(0, LONGEST_AGENT),
    session: session === null ? null : hashOf(session),
    device: device === null ? null : hashOf(device),
  };
};
