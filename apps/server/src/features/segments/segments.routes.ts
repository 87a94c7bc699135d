import { noSuch } from "@cadencia/core/nearest";
import {
  configurationKey,
  newSegmentSchema,
  segmentEditSchema,
  segmentPreviewSchema,
  segmentSchema,
} from "@cadencia/contracts/api";

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import { catchUpAhead, segmentUsers, type Engine } from "../automation/index.ts";
import {
  authoriseSegment,
  previewSegment,
  removeSegment,
  saveSegment,
  segmentsFor,
} from "./segments.service.ts";

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
    async ({ caller }) => {
      const segments = await inTransaction(workspace, (tx) => segmentsFor(tx, caller.user));
      return { items: [...segments].map(([key, segment]) => ({ key, ...segment })) };
    },
  );

  api.get(
    "/segments/:key",
    { schema: { tags, summary: "One segment", params, response: { 200: segmentSchema } } },
    async ({ params: { key }, caller }) => {
      const segments = await inTransaction(workspace, (tx) => segmentsFor(tx, caller.user));
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
        summary:
          "Write a segment; where active automations use it, `apply` says what becomes of those who match already",
        params,
        body: segmentEditSchema,
        response: { 200: segmentSchema },
      },
    },
    async ({ params: { key }, body: { apply, ...body }, caller }) => {
      const segment = { key, ...body };
      const users = await engine.run(async (context) => {
        await authoriseSegment(context, segment, caller.user);
        return apply === undefined ? [] : segmentUsers(context, key);
      });
      await catchUpAhead(
        engine,
        users.map(({ row }) => row.key),
        { many: true },
      );
      await engine.change(async (context) => {
        await authoriseSegment(context, segment, caller.user);
        await saveSegment(context, segment, { apply, actor: caller.user });
      });
      return segment;
    },
  );

  api.post(
    "/segments/:key/preview",
    {
      schema: {
        tags,
        summary: "How many records would enter, leave and stay in a segment written so; nothing is changed",
        params,
        body: newSegmentSchema,
        response: { 200: segmentPreviewSchema },
      },
    },
    ({ params: { key }, body, caller }) =>
      engine.run(async (context) => {
        await authoriseSegment(context, { key, ...body }, caller.user);
        const segment = { key, ...body };
        const { automations, ...diff } = await previewSegment(context, segment, caller.user);
        return { ...diff, automations: [...automations] };
      }),
  );

  api.delete(
    "/segments/:key",
    {
      schema: {
        tags,
        summary: "Remove a segment that no current version of an automation and no other segment uses",
        params,
        response: { 204: z.undefined() },
      },
    },
    async (request, to) => {
      await engine.change(async (context) => {
        const { key } = request.params;
        const segments = await segmentsFor(context.unit.tx, request.caller.user);
        if (!segments.has(key)) throw new Refusal("not_found", noSuch("segment", key, segments.keys()));
        await removeSegment(context, key);
      });
      return to.code(204).send();
    },
  );
};
