import type { FastifyRequest } from "fastify";
import type { Origin } from "../records/index.ts";

/** A person's save through the API: the journal names the user that the key acts as. */
export const originOf = ({ caller }: FastifyRequest): Origin => ({
  actor: caller.user,
  cause: null,
  runAutomations: true,
});
