import swagger from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import {
  explanationSchema,
  problemDetailsSchema,
  PROBLEM_MEDIA_TYPE,
  recordSchema,
} from "@cadencia/contracts/api";
import { automationSchema, stepsSchema } from "@cadencia/contracts/automation";
import type { FastifyInstance } from "fastify";
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from "fastify-type-provider-zod";
import * as z from "zod";
import { VERSION } from "../platform/config/index.ts";

const DESCRIPTION = `Records of every object, standard and custom, the model itself, automations and their runs.

Send a key with each request: \`Authorization: Bearer KEY\`. \`cadencia api-key create\` makes one. Browsers log in
with \`POST /api/v1/session\` and send its cookie instead.
Bodies are JSON; a key that nobody knows is refused. Exact decimals are texts in answers, texts or numbers in requests.
Errors are \`application/problem+json\` (RFC 9457) and name each field that was refused.
A POST may bear an \`Idempotency-Key\`: sent again within a day, it is answered the same and done once.
A record's \`version\`, also its ETag, guards an edit: send it in the body or as \`If-Match\`.`;

/** Schemas that the document names once: those used all over, and those that contain themselves. */
const named = z.registry<{ id: string }>();
named.add(problemDetailsSchema, { id: "Problem" });
named.add(recordSchema, { id: "Record" });
named.add(automationSchema, { id: "Automation" });
named.add(stepsSchema, { id: "Steps" });
named.add(explanationSchema, { id: "Explanation" });

export const DOCUMENT_PATH = "/api/openapi.json";
export const DOCS_PATH = "/api/docs";

/** The OpenAPI document, made from the very schemas that judge requests, and its page for people. */
export const installDocs = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Cadencia", version: VERSION, description: DESCRIPTION },
      components: {
        securitySchemes: {
          key: { type: "http", scheme: "bearer" },
          session: {
            type: "apiKey",
            in: "cookie",
            name: "__Host-cadencia",
            description:
              "Given by POST /session; over plain http in a private network its name is cadencia. What may change something must come from a page of this server.",
          },
        },
      },
      security: [{ key: [] }, { session: [] }],
    },
    transform: createJsonSchemaTransform({ schemaRegistry: named }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: named }),
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    staticCSP: true,
    // On plain HTTP the page's own files must not be asked for over HTTPS.
    transformStaticCSP: (header) => header.replace("upgrade-insecure-requests;", "").trim(),
    uiConfig: { docExpansion: "none" },
    theme: { title: "Cadencia API" },
  });
  app.get(DOCUMENT_PATH, { schema: { hide: true } }, async () => app.swagger());
};

/** Said once for all routes: any can answer with a problem, and none takes a query that it does not name. */
export const completeSchemas = (api: FastifyInstance): void => {
  api.addHook("onRoute", (route) => {
    const answers = (route.schema?.response ?? {}) as Record<string, unknown>;
    const problem = {
      description: "A problem: which field was refused, and why",
      content: { [PROBLEM_MEDIA_TYPE]: { schema: problemDetailsSchema } },
    };
    route.schema = {
      querystring: z.strictObject({}),
      ...route.schema,
      response: { ...answers, "4xx": problem },
    };
  });
};
