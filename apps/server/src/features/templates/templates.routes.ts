import { noSuch } from "@cadencia/core/nearest";
import { configurationKey, newTemplateSchema, templateSchema } from "@cadencia/contracts/api";
import { formatPath } from "@cadencia/contracts/problems";
import type { Model } from "@cadencia/core/model";
import { restrictModel } from "@cadencia/core/rights";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import { invalid, Refusal } from "../../platform/errors/index.ts";
import { checkMessage } from "../../platform/templates/index.ts";
import { inTransaction } from "../../platform/workspace/index.ts";
import { authoriseTemplate, removeTemplate, writeTemplate, type Engine } from "../automation/index.ts";
import { toldTemplates, refuseUntold } from "./told-templates.ts";
import type { StoredTemplate } from "./templates.repo.ts";

const tags = ["templates"];
const params = z.strictObject({ key: configurationKey });
type Payload = z.infer<typeof templateSchema>;

/** Saved texts with merge fields. They are live: what waits to be sent is written as the template then is. */
export const templateRoutes: FastifyPluginAsyncZod<{ engine: Engine }> = async (api, { engine }) => {
  const { workspace } = engine;

  api.get(
    "/templates",
    {
      schema: {
        tags,
        summary: "Every template",
        response: { 200: z.strictObject({ items: z.array(templateSchema) }) },
      },
    },
    async ({ caller }) => ({
      items: (await inTransaction(workspace, (tx) => toldTemplates(tx, caller.user))) as Payload[],
    }),
  );

  api.get(
    "/templates/:key",
    { schema: { tags, summary: "One template", params, response: { 200: templateSchema } } },
    async ({ params: { key }, caller }) =>
      named(await inTransaction(workspace, (tx) => toldTemplates(tx, caller.user)), key) as Payload,
  );

  api.put(
    "/templates/:key",
    {
      schema: {
        tags,
        summary: "Write a template; unknown merge fields and filters are refused",
        params,
        body: newTemplateSchema,
        response: { 200: templateSchema },
      },
    },
    ({ params: { key }, body, caller }) =>
      engine.run(async (context) => {
        const {
          kind,
          subject = null,
          body: text = null,
          transactional = false,
          transliterate = false,
        } = body;
        const template = { key, kind, subject, body: text, transactional, transliterate };
        const rights = await authoriseTemplate(context, key, caller.user);
        await refuseUntold(context.unit.tx, key, caller.user);
        refuseFaults(template, restrictModel(context.unit.catalog.model, rights));
        await writeTemplate(context.unit.tx, template);
        return template;
      }),
  );

  api.delete(
    "/templates/:key",
    {
      schema: {
        tags,
        summary: "Remove a template that no current version of an automation uses",
        params,
        response: { 204: z.undefined() },
      },
    },
    async (request, to) => {
      await engine.run(async (context) => {
        await refuseUntold(context.unit.tx, request.params.key, request.caller.user);
        await removeTemplate(context, request.params.key);
      });
      return to.code(204).send();
    },
  );
};

const named = (templates: readonly StoredTemplate[], key: string): StoredTemplate => {
  const found = templates.find((template) => template.key === key);
  if (found !== undefined) return found;
  const keys = templates.map((template) => template.key);
  throw new Refusal("not_found", noSuch("template", key, keys));
};

const refuseFaults = (template: Parameters<typeof checkMessage>[0], model: Model): void => {
  const faults = checkMessage(template, { model });
  if (faults.length === 0) return;
  throw invalid(
    faults.map(({ part, textLocale, code, message, line, column }) => ({
      field: formatPath(textLocale === null ? [part] : [part, textLocale]),
      code,
      message: `${message} (line ${line}, column ${column})`,
    })),
  );
};
