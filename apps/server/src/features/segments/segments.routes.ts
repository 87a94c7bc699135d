import { noSuch } from "@cadencia/core/nearest";
import { configurationKey, newSegmentSchema, segmentSchema } from "@cadencia/contracts/api";

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import { readSegments, type Engine } from "../automation/index.ts";
import { saveSegment } from "./segments.service.ts";

const tags = ["segments"];
const params = z.strictObject({ key: configurationKey });

/** Saved filters that other filters may name. */
export const segmentRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;

  api.get(
    "/segments",
    {
      schema: {
        tags,
        summary: "Every segment",
        response: { 200: z.strictObject({ items: z.array(segmentSchema) }) },
      },
    },
    async () => {
      const segments = await inTransaction(workspace, readSegments);
      return { items: [...segments].map(([key, segment]) => ({ key, ...segment })) };
    },
  );

  api.get(
    "/segments/:key",
    { schema: { tags, summary: "One segment", params, response: { 200: segmentSchema } } },
    async ({ params: { key } }) => {
      const segments = await inTransaction(workspace, readSegments);
      const segment = segments.get(key);
      if (segment !== undefined) return { key, ...segment };
      throw new Refusal("not_found", noSuch("segment", key, segments.keys()));
    },
  );

  api.put(
    "/segments/:key",
    {
      schema: {
        tags,
        summary: "Write a segment; one that an active automation uses cannot be changed in place",
        params,
        body: newSegmentSchema,
        response: { 200: segmentSchema },
      },
    },
    async ({ params: { key }, body }) => {
      const segment = { key, ...body };
      await engine.run((context) => saveSegment(context, segment));
      return segment;
    },
  );
};
