import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { apiKeyRoutes } from "../features/access/api-keys/api-keys.routes.ts";
import { sessionRoutes } from "../features/access/sessions/sessions.routes.ts";
import { automationRoutes } from "../features/automation/automations.routes.ts";
import { versionRoutes } from "../features/automation/versions/versions.routes.ts";
import { dryRunRoutes } from "../features/automation/dry-run/dry-run.routes.ts";
import { draftRoutes } from "../features/automation/drafts/drafts.routes.ts";
import { logViewRoutes } from "../features/automation/log-view/log-view.routes.ts";
import { tallyRoutes } from "../features/automation/tallies/tallies.routes.ts";
import type { Engine } from "../features/automation/index.ts";
import { whyRoutes } from "../features/automation/why/why.routes.ts";
import { byHandRoutes } from "../features/automation/by-hand/by-hand.routes.ts";
import { inspectorRoutes } from "../features/automation/inspector/inspector.routes.ts";
import { runRoutes } from "../features/automation/runs.routes.ts";
import { addressRoutes } from "../features/automation/webhook/address.routes.ts";
import { demoRoutes } from "../features/demo/demo.routes.ts";
import { messageRoutes } from "../features/messaging/by-hand/messages.routes.ts";
import { fileRoutes } from "../features/files/files.routes.ts";
import { notificationRoutes } from "../features/messaging/notifications/notifications.routes.ts";
import { dayRoutes } from "../features/day/day.routes.ts";
import { objectRoutes } from "../features/objects/objects.routes.ts";
import { pipelineRoutes } from "../features/objects/pipelines.routes.ts";
import { settingsRoutes } from "../features/objects/settings.routes.ts";
import { outboxRoutes } from "../features/outbox/outbox.routes.ts";
import { boardRoutes } from "../features/records/board/board.routes.ts";
import { bulkRoutes } from "../features/records/bulk.routes.ts";
import { changeRoutes } from "../features/records/changes.routes.ts";
import { judgingRoutes } from "../features/records/judging/judging.routes.ts";
import { recordActionRoutes } from "../features/records/record-actions.routes.ts";
import { recordRoutes } from "../features/records/records.routes.ts";
import { matchingRoutes } from "../features/records/matching/matching.routes.ts";
import { readerRoutes } from "../features/records/readers.routes.ts";
import { relatedRoutes } from "../features/records/related.routes.ts";
import { viewRoutes } from "../features/records/views/views.routes.ts";
import { roleRoutes } from "../features/rights/roles.routes.ts";
import { fromRunRoutes } from "../features/scenarios/from-run/from-run.routes.ts";
import { segmentRoutes } from "../features/segments/segments.routes.ts";
import { templateRoutes } from "../features/templates/templates.routes.ts";

/** The routes of every feature. */
export const ROUTES: readonly FastifyPluginAsyncZod<{ engine: Engine }>[] = [
  sessionRoutes,
  apiKeyRoutes,
  notificationRoutes,
  messageRoutes,
  recordRoutes,
  recordActionRoutes,
  bulkRoutes,
  matchingRoutes,
  changeRoutes,
  readerRoutes,
  relatedRoutes,
  fileRoutes,
  boardRoutes,
  judgingRoutes,
  viewRoutes,
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
  draftRoutes,
  dryRunRoutes,
  whyRoutes,
  logViewRoutes,
  tallyRoutes,
  demoRoutes,
  inspectorRoutes,
  byHandRoutes,
  outboxRoutes,
  dayRoutes,
  fromRunRoutes,
];
