import {
  automationPayloadSchema,
  comparisonSchema,
  DEFAULT_PAGE_SIZE,
  differenceQueryShape,
  pageOf,
  rollbackSchema,
  versionParams,
  versionSchema,
  versionsQueryShape,
  versionWithDefinitionSchema,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid } from "../../../platform/errors/index.ts";
import { readSettings } from "../../objects/index.ts";
import { inTransaction } from "../../../platform/workspace/index.ts";
import { answerOnce, reply } from "../../access/index.ts";
import { catchUpAhead } from "../catch-up.ts";
import type { Engine } from "../engine.ts";
import { presentAutomation } from "../present-automation.ts";
import { authorise } from "../publisher/authorise.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import { refuseUntold } from "../publisher/told.ts";
import { visibleAutomation } from "../visible.ts";
import { describeDifferences } from "./describe-difference.ts";
import { readVersions, type VersionRow } from "./versions.repo.ts";
import { automationEver, compareVersions, printedVersion, rollBack, versionRow } from "./versions.service.ts";

const tags = ["automations"];
const params = z.strictObject({ key: z.string() });

/** The history of an automation: its versions, in what they differ, and the way back to one. */
export const versionRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;

  api.get(
    "/automations/:key/versions",
    {
      schema: {
        tags,
        summary: "Versions of an automation with who published them and when, the newest first",
        params,
        querystring: z.strictObject(versionsQueryShape),
        response: { 200: pageOf(versionSchema) },
      },
    },
    ({ params: { key }, query: { limit = DEFAULT_PAGE_SIZE, cursor }, caller }) =>
      inTransaction(workspace, async (tx) => {
        const { id, version: current } = await automationEver(tx, key, caller.user);
        const rows = await readVersions(tx, id, { below: numberOf(cursor), limit: limit + 1 });
        const page = rows.slice(0, limit);
        const next = rows.length > limit ? String(page.at(-1)?.version) : null;
        return { items: page.map((row) => present(row, current)), next };
      }),
  );

  api.get(
    "/automations/:key/versions/:version",
    {
      schema: {
        tags,
        summary: "One version as it is written",
        params: versionParams,
        response: { 200: versionWithDefinitionSchema },
      },
    },
    ({ params: { key, version }, caller }) =>
      engine.run(async (context) => {
        const { tx } = context.unit;
        const ever = { ...(await automationEver(tx, key, caller.user)), key };
        const rights = publisherRights(context, caller.user);
        const { row, definition } = await versionRow(tx, ever, version);
        await refuseUntold(context, ever, { rights, version });
        return { ...present(row, ever.version), definition: printedVersion(definition) };
      }),
  );

  api.get(
    "/automations/:key/diff",
    {
      schema: {
        tags,
        summary: "In what two versions differ",
        params,
        querystring: z.strictObject(differenceQueryShape),
        response: { 200: comparisonSchema },
      },
    },
    ({ params: { key }, query: { from, to, locale }, caller }) =>
      engine.run(async (context) => {
        const { tx } = context.unit;
        const ever = { ...(await automationEver(tx, key, caller.user)), key };
        const rights = publisherRights(context, caller.user);
        const compared = await compareVersions(tx, ever, { from, to });
        for (const version of [compared.from, compared.to])
          await refuseUntold(context, ever, { rights, version });
        const language = locale ?? (await readSettings(tx)).locale;
        const lines = describeDifferences(language, compared.differences);
        return { ...compared, differences: [...compared.differences], lines: [...lines] };
      }),
  );

  api.post(
    "/automations/:key/rollback",
    {
      schema: {
        tags,
        summary: "Publish what an older version said as a new version",
        params,
        headers: z.looseObject({ "idempotency-key": z.exactOptional(z.string()) }),
        body: rollbackSchema,
        response: { 200: automationPayloadSchema },
      },
    },
    async (request, to) => {
      const { version, active_runs: activeRuns = "finish" } = request.body;
      const { key } = request.params;
      const { user: actor } = request.caller;
      await engine.run(async (context) => {
        await visibleAutomation(context.unit.tx, key, actor);
        await authorise(context, key, { actor, action: "edit" });
      });
      await catchUpAhead(engine, [key], { many: true });
      const answer = await engine.change((context) =>
        answerOnce(context.unit.tx, request, async () => {
          const row = await rollBack(context, key, { version, activeRuns, publisher: actor });
          return { status: 200, body: await presentAutomation(context.unit.tx, row, actor) };
        }),
      );
      return reply(to, answer);
    },
  );
};

const numberOf = (cursor: string | undefined): number | null => {
  if (cursor === undefined) return null;
  if (/^\d{1,9}$/.test(cursor)) return Number(cursor);
  throw invalid([{ field: "cursor", code: "bad_format", message: "this cursor is no cursor of this list" }]);
};

const present = (row: VersionRow, current: number): z.infer<typeof versionSchema> => ({
  version: row.version,
  current: row.version === current,
  published_at: row.publishedAt,
  published_by: row.publishedBy === null ? null : { id: row.publishedBy, name: row.publisherName },
  active_runs: row.activeRuns,
  restores: row.restores,
  runs_under_way: row.runsUnderWay,
});
