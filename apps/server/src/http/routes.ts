import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { sessionRoutes } from "../features/access/sessions/sessions.routes.ts";
import { automationRoutes } from "../features/automation/automations.routes.ts";
import { versionRoutes } from "../features/automation/versions/versions.routes.ts";
import { dryRunRoutes } from "../features/automation/dry-run/dry-run.routes.ts";
import { logViewRoutes } from "../features/automation/log-view/log-view.routes.ts";
import { tallyRoutes } from "../features/automation/tallies/tallies.routes.ts";
import type { Engine } from "../features/automation/index.ts";
import { whyRoutes } from "../features/automation/why/why.routes.ts";
import { runRoutes } from "../features/automation/runs.routes.ts";
import { addressRoutes } from "../features/automation/webhook/address.routes.ts";
import { objectRoutes } from "../features/objects/objects.routes.ts";
import { pipelineRoutes } from "../features/objects/pipelines.routes.ts";
import { settingsRoutes } from "../features/objects/settings.routes.ts";
import { boardRoutes } from "../features/records/board/board.routes.ts";
import { bulkRoutes } from "../features/records/bulk.routes.ts";
import { changeRoutes } from "../features/records/changes.routes.ts";
import { recordActionRoutes } from "../features/records/record-actions.routes.ts";
import { recordRoutes } from "../features/records/records.routes.ts";
import { relatedRoutes } from "../features/records/related.routes.ts";
import { roleRoutes } from "../features/rights/roles.routes.ts";
import { segmentRoutes } from "../features/segments/segments.routes.ts";
import { templateRoutes } from "../features/templates/templates.routes.ts";

/** The routes of every feature. */
export const ROUTES: readonly FastifyPluginAsyncZod<{ engine: Engine }>[] = [
  sessionRoutes,
  recordRoutes,
  recordActionRoutes,
  bulkRoutes,
  changeRoutes,
  relatedRoutes,
  boardRoutes,
  objectRoutes,
  pipelineRoutes,
  settingsRoutes,
  templateRoutes,
  segmentRoutes,
  roleRoutes,
  automationRoutes,
  versionRoutes,
  runRoutes,
  addressRoutes,
  dryRunRoutes,
  whyRoutes,
  logViewRoutes,
  tallyRoutes,
];
