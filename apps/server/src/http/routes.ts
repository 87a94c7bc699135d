import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Engine } from "../features/automation/index.ts";

/** The routes of every feature. */
export const ROUTES: readonly FastifyPluginAsyncZod<{ engine: Engine }>[] = [];
