import { catchUpAhead, finishChangingAhead } from "./catch-up.ts";
import {
  activationPreviewSchema,
  activationSchema,
  automationPayloadSchema,
  copySchema,
  DEFAULT_PAGE_SIZE,
  entrantsSchema,
  pageOf,
  pageQueryShape,
  pressSchema,
  publicationSchema,
  runQueryShape,
  runSchema,
  stopSchema,
} from "@cadencia/contracts/api";
import type { Rights } from "@cadencia/core/rights";
import { automationSchema } from "@cadencia/contracts/automation";

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { Refusal } from "../../platform/errors/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import { answerOnce, originOf, reply } from "../access/index.ts";
import {
  activateAutomation,
  deactivateAutomation,
  prepareActivation,
  defineAutomation,
  removeAutomation,
  type Activation,
  ruleOf,
} from "./automations.service.ts";
import type { AutomationContext } from "./context.ts";
import type { Engine } from "./engine.ts";
import { previewEntrants } from "./preview/entrants.ts";
import { previewActivation } from "./preview/preview.ts";
import { presentAutomation, type AutomationPayload } from "./present-automation.ts";
import { authorise, authoriseActivation } from "./publisher/authorise.ts";
import { unreadFilters } from "./publisher/lost-rights.ts";
import { publisherRights } from "./publisher/publisher-rights.ts";
import { untold } from "./publisher/told.ts";
import { who } from "../rights/index.ts";
import { pressAutomation, stopAutomation } from "./press.ts";
import { copyAutomation } from "./publishing/copy.ts";
import { publishAutomation } from "./publishing/publish.ts";
import { idIn, listRuns } from "./runs-view.ts";
import { automationEver } from "./versions/versions.service.ts";
import { visibleAutomation, visibleAutomations } from "./visible.ts";

const tags = ["automations"];
const params = z.strictObject({ key: z.string() });
const headers = z.looseObject({ "idempotency-key": z.exactOptional(z.string()) });
const ok = { 200: automationPayloadSchema };

/** Automations: written, published, switched on and off, pressed by hand. */
export const automationRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;

  api.get(
    "/automations",
    {
      schema: {
        tags,
        summary: "Every automation, in order",
        response: { 200: z.strictObject({ items: z.array(automationPayloadSchema) }) },
      },
    },
    ({ caller }) =>
      inTransaction(workspace, async (tx) => {
        const items: AutomationPayload[] = [];
        for (const row of await visibleAutomations(tx, caller.user))
          items.push(await presentAutomation(tx, row, caller.user));
        return { items };
      }),
  );

  /** Before work is done for somebody beside other people's saves. */
  const authoriseEdit = (key: string, actor: string): Promise<void> =>
    engine.run(async (context) => {
      await visibleAutomation(context.unit.tx, key, actor);
      await authorise(context, key, { actor, action: "edit" });
    });

  api.get(
    "/automations/:key",
    { schema: { tags, summary: "One automation, as it is written, with its state", params, response: ok } },
    ({ params: { key }, caller: { user } }) =>
      inTransaction(workspace, async (tx) =>
        presentAutomation(tx, await visibleAutomation(tx, key, user), user),
      ),
  );

  api.post(
    "/automations",
    {
      schema: {
        tags,
        summary:
          'Define an automation. It is switched off unless "active": true is given, which means new records only',
        headers,
        body: automationSchema,
        response: { 201: automationPayloadSchema },
      },
    },
    async (request, to) => {
      const answer = await engine.change((context) =>
        answerOnce(context.unit.tx, request, async () => {
          const { key } = await defineAutomation(context, request.body, { publisher: request.caller.user });
          if (request.body.active === true) await activateAutomation(context, key, { existing: false });
          const { tx } = context.unit;
          const { user } = request.caller;
          const body = await presentAutomation(tx, await visibleAutomation(tx, key, user), user);
          return { status: 201, body, headers: { Location: `/api/v1/automations/${key}` } };
        }),
      );
      return reply(to, answer);
    },
  );

  api.put(
    "/automations/:key",
    { schema: { tags, summary: "Publish a new version", params, body: publicationSchema, response: ok } },
    async ({ params: { key }, body, caller }) => {
      await authoriseEdit(key, caller.user);
      await catchUpAhead(engine, [key], { many: true });
      return engine.change(async (context) => {
        await visibleAutomation(context.unit.tx, key, caller.user);
        const { change, active_runs: activeRuns = "finish", version: basedOn } = body;
        const publication = { change, activeRuns, basedOn, publisher: caller.user };
        const row = await publishAutomation(context, key, publication);
        return presentAutomation(context.unit.tx, row, caller.user);
      });
    },
  );

  api.post(
    "/automations/:key/copy",
    {
      schema: {
        tags,
        summary: "Copy an automation; the copy is switched off and has no history",
        params,
        headers,
        body: copySchema,
        response: { 201: automationPayloadSchema },
      },
    },
    async (request, to) => {
      const copy = { ...request.body, publisher: request.caller.user };
      const answer = await engine.change((context) =>
        answerOnce(context.unit.tx, request, async () => {
          const { key } = await visibleAutomation(context.unit.tx, request.params.key, request.caller.user);
          const row = await copyAutomation(context, key, copy);
          const body = await presentAutomation(context.unit.tx, row, request.caller.user);
          return { status: 201, body, headers: { Location: `/api/v1/automations/${row.key}` } };
        }),
      );
      return reply(to, answer);
    },
  );

  api.delete(
    "/automations/:key",
    {
      schema: {
        tags,
        summary: "Delete an automation: what waits is cancelled, the history stays",
        params,
        response: { 204: z.undefined() },
      },
    },
    async ({ params: { key }, caller }, to) => {
      await engine.change(async (context) => {
        await visibleAutomation(context.unit.tx, key, caller.user);
        await authorise(context, key, { actor: caller.user, action: "delete" });
        await removeAutomation(context, key);
      });
      return to.code(204).send();
    },
  );

  /** Does something to an automation, once for its idempotency key, and answers how it stands then. */
  const act = async (
    request: Parameters<typeof answerOnce>[1] & { readonly params: { readonly key: string } },
    work: (context: AutomationContext, key: string) => Promise<void>,
    run = engine.run,
  ) =>
    run((context) =>
      answerOnce(context.unit.tx, request, async () => {
        const { tx } = context.unit;
        const { user } = request.caller;
        const { key } = await visibleAutomation(tx, request.params.key, user);
        await work(context, key);
        return {
          status: 200,
          body: await presentAutomation(tx, await visibleAutomation(tx, key, user), user),
        };
      }),
    );

  api.post(
    "/automations/:key/activate",
    {
      schema: {
        tags,
        summary: "Switch an automation on",
        params,
        headers,
        body: activationSchema,
        response: ok,
      },
    },
    async (request, to) => {
      const activation = activationOf(request.body);
      const asked = { actor: request.caller.user, ...activation };
      await engine.run(async (context) => {
        await visibleAutomation(context.unit.tx, request.params.key, request.caller.user);
        await authoriseActivation(context, request.params.key, asked);
        await prepareActivation(context, request.params.key);
      });
      await finishChangingAhead(engine, [request.params.key]);
      const activate = async (context: AutomationContext, key: string) => {
        await authoriseActivation(context, key, asked);
        await activateAutomation(context, key, activation);
      };
      return reply(to, await act(request, activate, engine.change));
    },
  );

  api.post(
    "/automations/:key/preview",
    {
      schema: {
        tags,
        summary: "What switching an automation on would bring about at once; nothing is changed",
        params,
        body: activationSchema,
        response: { 200: activationPreviewSchema },
      },
    },
    ({ params: { key }, body, caller }) =>
      engine.run(async (context) => {
        await visibleAutomation(context.unit.tx, key, caller.user);
        await authorise(context, key, { actor: caller.user, action: "edit" });
        await refuseUnreadFilters(context, key, caller.user);
        return previewActivation(context, key, activationOf(body));
      }),
  );

  api.post(
    "/automations/:key/preview/entrants",
    {
      schema: {
        tags,
        summary: "Who would enter if an automation were switched on now, by name, page by page",
        params,
        querystring: z.strictObject(pageQueryShape),
        body: activationSchema,
        response: { 200: entrantsSchema },
      },
    },
    ({ params: { key }, query: { cursor, limit = DEFAULT_PAGE_SIZE }, body, caller }) =>
      engine.run(async (context) => {
        await visibleAutomation(context.unit.tx, key, caller.user);
        await authorise(context, key, { actor: caller.user, action: "edit" });
        await refuseUnreadFilters(context, key, caller.user);
        const asked = { key, activation: activationOf(body), reader: caller.user };
        return previewEntrants(context, asked, { cursor, limit });
      }),
  );

  api.post(
    "/automations/:key/deactivate",
    {
      schema: {
        tags,
        summary: "Switch an automation off; its waiting steps stay",
        params,
        headers,
        body: z.nullish(z.strictObject({})),
        response: ok,
      },
    },
    async (request, to) => {
      await authoriseEdit(request.params.key, request.caller.user);
      await catchUpAhead(engine, [request.params.key], { many: false });
      const deactivate = async (context: AutomationContext, key: string) => {
        await authorise(context, key, { actor: request.caller.user, action: "edit" });
        await deactivateAutomation(context, key);
      };
      return reply(to, await act(request, deactivate, engine.change));
    },
  );

  api.post(
    "/automations/:key/press",
    {
      schema: {
        tags,
        summary: "Start an automation by hand, for one record or for all that satisfy `when`",
        params,
        headers,
        body: pressSchema,
        response: ok,
      },
    },
    async (request, to) => {
      const press = { record: recordId(request.body?.record), origin: originOf(request) };
      const answer = await act(request, async (context, key) => {
        const { state } = await visibleAutomation(context.unit.tx, key, request.caller.user);
        await authorise(context, key, { actor: request.caller.user, action: "read" });
        if (state !== "active") throw new Refusal("automation_inactive", `automation "${key}" is not active`);
        await pressAutomation(context, key, press);
      });
      return reply(to, answer);
    },
  );

  api.post(
    "/automations/:key/stop",
    {
      schema: {
        tags,
        summary: "Stop an automation for one record: what waits is cancelled",
        params,
        headers,
        body: stopSchema,
        response: ok,
      },
    },
    async (request, to) => {
      const stop = { record: recordId(request.body.record) ?? "", actor: request.caller.user };
      const answer = await act(request, async (context, key) => {
        await authorise(context, key, { actor: stop.actor, action: "read" });
        await stopAutomation(context, key, stop);
      });
      return reply(to, answer);
    },
  );

  api.get(
    "/automations/:key/runs",
    {
      schema: {
        tags,
        summary: "Runs of an automation with their steps, the newest first",
        params,
        querystring: z.strictObject(runQueryShape),
        response: { 200: pageOf(runSchema) },
      },
    },
    ({ params: { key }, query: { limit = DEFAULT_PAGE_SIZE, ...query }, caller }) =>
      inTransaction(workspace, async (tx) => {
        const { id } = await automationEver(tx, key, caller.user);
        return listRuns(tx, caller.user, { ...query, limit, automation: id });
      }),
  );
};

const recordId = (text: string | undefined): string | null => idIn("record", text);

const activationOf = ({ existing, created_after, resume }: z.infer<typeof activationSchema>): Activation => ({
  existing,
  ...(created_after === undefined ? {} : { createdAfter: created_after }),
  ...(resume === undefined ? {} : { resume }),
});

/** Numbers of a preview tell what the filters ask, and of whose addresses there are and how they stand. */
const refuseUnreadFilters = async (context: AutomationContext, key: string, actor: string): Promise<void> => {
  const rule = await ruleOf(context, await visibleAutomation(context.unit.tx, key, actor));
  const rights = publisherRights(context, actor);
  if (unreadFilters(rule, rights) !== null) throw untold(key, rights);
  if (readsAddresses(rights)) return;
  const message = `forbidden: how many are reached tells of addresses that ${who(rights)} may not read`;
  throw new Refusal("forbidden", message);
};

const readsAddresses = (rights: Rights): boolean =>
  ["contact", "company", "lead"].every(
    (object) =>
      rights.scope(object, "read") === "all" &&
      !["email", "phone", "mobile", "email_state", "consents"].some((field) => rights.hides(object, field)),
  );
