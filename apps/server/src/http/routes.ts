import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import type { Engine } from "../features/automation/index.ts";
import { bulkRoutes } from "../features/records/bulk.routes.ts";
import { changeRoutes } from "../features/records/changes.routes.ts";
import { recordActionRoutes } from "../features/records/record-actions.routes.ts";
import { recordRoutes } from "../features/records/records.routes.ts";
import { relatedRoutes } from "../features/records/related.routes.ts";

/** The routes of every feature. */
export const ROUTES: readonly FastifyPluginAsyncZod<{ engine: Engine }>[] = [
  recordRoutes,
  recordActionRoutes,
  bulkRoutes,
  changeRoutes,
  relatedRoutes,
];
