import {
  draftCheckRequestSchema,
  draftCheckSchema,
  draftEffectSchema,
  draftEditSchema,
  draftPublicationSchema,
  draftQueryShape,
  draftsQueryShape,
  draftSchema,
  automationPayloadSchema,
} from "@cadencia/contracts/api";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../../platform/errors/index.ts";
import { catchUpAhead } from "../catch-up.ts";
import { findAutomation } from "../automations.repo.ts";
import type { Engine } from "../engine.ts";
import { presentAutomation } from "../present-automation.ts";
import { checkDefinition } from "./check.ts";
import type { DraftRow } from "./drafts.repo.ts";
import {
  authoriseDraft,
  discardDraft,
  publishDraft,
  saveDraft,
  shownDraft,
  shownDrafts,
} from "./drafts.service.ts";
import { effectOfDraft } from "./effect.ts";

const tags = ["automations"];
const params = z.strictObject({ key: z.string() });

/** Edits of automations before they are published. */
export const draftRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  api.get(
    "/automation-drafts",
    {
      schema: {
        tags,
        summary:
          "Drafts of automations that are not defined yet, or with all=true every draft, the newest first",
        querystring: z.strictObject(draftsQueryShape),
        response: { 200: z.strictObject({ items: z.array(draftSchema) }) },
      },
    },
    ({ query: { all = false }, caller }) =>
      engine.run(async (context) => ({
        items: (await shownDrafts(context, caller.user, { all })).map(present),
      })),
  );

  api.get(
    "/automations/:key/draft",
    {
      schema: { tags, summary: "The edit that is not published yet", params, response: { 200: draftSchema } },
    },
    ({ params: { key }, caller }) =>
      engine.run(async (context) => {
        const draft = await shownDraft(context, key, caller.user);
        if (draft === null) throw new Refusal("not_found", `automation "${key}" has no draft`);
        return present(draft);
      }),
  );

  api.put(
    "/automations/:key/draft",
    {
      schema: {
        tags,
        summary: "Keep an edit. It may be unfinished, and the automation need not exist yet",
        params: z.strictObject({ key: z.string().regex(/^[a-z0-9-]{1,100}$/) }),
        body: draftEditSchema,
        response: { 200: draftSchema },
      },
    },
    ({ params: { key }, body, caller }) =>
      engine.run(async (context) =>
        present(
          await saveDraft(context, key, {
            actor: caller.user,
            revision: body.revision,
            baseVersion: body.base_version,
            definition: body.definition,
          }),
        ),
      ),
  );

  api.delete(
    "/automations/:key/draft",
    { schema: { tags, summary: "Discard the edit", params, response: { 204: z.undefined() } } },
    async ({ params: { key }, caller }, to) => {
      await engine.run((context) => discardDraft(context, key, { actor: caller.user }));
      return to.code(204).send();
    },
  );

  api.post(
    "/automations/:key/draft/publish",
    {
      schema: {
        tags,
        summary: "Publish the edit as it is kept; an automation that was not there is defined, switched off",
        params,
        body: draftPublicationSchema,
        response: { 200: automationPayloadSchema },
      },
    },
    async ({ params: { key }, body, caller: { user: actor } }) => {
      const isThere = await engine.run(async (context) => {
        await authoriseDraft(context, key, actor);
        return (await findAutomation(context.unit.tx, key)) !== null;
      });
      if (isThere) await catchUpAhead(engine, [key], { many: true });
      return engine.change(async (context) => {
        const { revision, active_runs: activeRuns = "finish" } = body;
        const row = await publishDraft(context, key, { actor, revision, activeRuns });
        return presentAutomation(context.unit.tx, row, actor);
      });
    },
  );

  api.get(
    "/automations/:key/draft/effect",
    {
      schema: {
        tags,
        summary: "What publishing the edit would mean for the runs under way; nothing comes of it",
        params,
        querystring: z.strictObject(draftQueryShape),
        response: { 200: draftEffectSchema },
      },
    },
    ({ params: { key }, query: { revision }, caller }) =>
      effectOfDraft(engine, key, { actor: caller.user, revision }),
  );

  api.post(
    "/automations/:key/check",
    {
      schema: {
        tags,
        summary: "Everything that is wrong with a definition, and what is worth a thought; nothing is kept",
        params,
        body: draftCheckRequestSchema,
        response: { 200: draftCheckSchema },
      },
    },
    ({ params: { key }, body: { definition }, caller: { user: actor } }) =>
      engine.run(async (context) => {
        await authoriseDraft(context, key, actor);
        return checkDefinition(context, { ...definition, key }, actor);
      }),
  );
};

const present = (draft: DraftRow): z.infer<typeof draftSchema> => ({
  automation: draft.key,
  revision: draft.revision,
  base_version: draft.baseVersion,
  definition: draft.definition,
  updated_at: draft.updatedAt,
  updated_by: { id: draft.updatedBy, name: draft.editorName },
});
