import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import type { Engine } from "../features/automation/index.ts";
import { VERSION } from "../platform/config/index.ts";
import { askDatabase } from "./health.repo.ts";

const health = z.strictObject({ status: z.literal("ok"), version: z.string() });

/** For load balancers and supervisors: without a key, and only while the database answers. */
export const healthRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const schema = {
    tags: ["health"],
    summary: "Whether the server and its database answer",
    security: [],
    response: { 200: health },
  };
  api.get("/health", { schema }, async () => {
    await askDatabase(engine.workspace.pool);
    return { status: "ok", version: VERSION } as const;
  });
};
