import type { FastifyRequest } from "fastify";
import { Refusal } from "../../platform/errors/index.ts";

export const requireAdmin = ({ caller }: FastifyRequest, what: string): void => {
  if (caller.role === "admin") return;
  throw new Refusal(
    "forbidden",
    `only an administrator may ${what}; this key acts as ${caller.name || "a user"} (${caller.role})`,
  );
};
