import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApiKey, revokeApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

/*
 * The same mistakes at every endpoint there is, read from the description that openapi.test.ts holds against the
 * registered routes: who adds one cannot forget them. What is special to one stands in refusals.test.ts, and the last
 * test here wants a row of it for each endpoint that names something or takes something.
 */

interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly $ref?: string;
}

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema?: Schema;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly security?: readonly unknown[];
}

interface Endpoint {
  readonly line: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

let api: TestApi;
let endpoints: readonly Endpoint[] = [];
let revoked = "";
let schemas: Readonly<Record<string, Schema>> = {};

beforeAll(async () => {
  api = await startApi({ guesses: 10_000 });
  const { body } = await api.call("GET /api/openapi.json", undefined, { authorization: "" });
  schemas = body.components?.schemas ?? {};
  revoked = (await createApiKey(api.cadencia.workspace, { name: "gone" })).secret;
  await revokeApiKey(api.cadencia.workspace, "gone");
  endpoints = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        line: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        operation,
      })),
  );
});
afterAll(() => api.close());

const NOBODY = "01900000-0000-7000-8000-000000000000";
/** Parameters that mean something: refused must be what is wrong, not where. */
const PLACES: Readonly<Record<string, string>> = {
  object: "deal",
  id: NOBODY,
  file: NOBODY,
  version: "1",
};
const placed = (path: string): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => PLACES[name] ?? "nobody");

const send = (
  { method, path }: Endpoint,
  {
    query = "",
    payload,
    headers = {},
  }: { query?: string; payload?: string; headers?: Record<string, string> },
): Promise<Answered> =>
  api.app
    .inject({
      method: method as "GET",
      url: `${placed(path)}${query}`,
      headers: { authorization: `Bearer ${api.key}`, ...headers },
      ...(payload === undefined ? {} : { payload }),
    })
    .then(({ statusCode, body, headers: answered }) => ({
      status: statusCode,
      body: body === "" ? {} : JSON.parse(body),
      headers: answered,
    }));

const said = ({ status, body }: Answered): string =>
  [
    status,
    body.code,
    body.detail,
    ...(body.errors ?? []).map((one: { message: string }) => one.message),
  ].join(" | ");

const bodyOf = ({ operation }: Endpoint): Schema | null => {
  const schema = operation.requestBody?.content["application/json"]?.schema;
  return schema === undefined ? null : (schemas[schema.$ref?.split("/").at(-1) ?? ""] ?? schema);
};
const isOpen = ({ operation, path }: Endpoint): boolean =>
  operation.security?.length === 0 || path.startsWith("/api/v1/hooks") || path === "/healthz";

const JSON_TYPE = { "content-type": "application/json" };

type Sent = Parameters<typeof send>[1];

interface Mistake {
  readonly what: string;
  readonly applies: (endpoint: Endpoint) => boolean;
  readonly sent: (endpoint: Endpoint) => Sent;
  /** Status, code and texts of the answer. */
  readonly wanted: RegExp;
}

const isLocked = (endpoint: Endpoint): boolean => !isOpen(endpoint);
const takesBody = (endpoint: Endpoint): boolean => bodyOf(endpoint) !== null;
const needsSomething = (endpoint: Endpoint): boolean => (bodyOf(endpoint)?.required?.length ?? 0) > 0;
const withBody = (payload: string): Sent => ({ payload, headers: JSON_TYPE });
const HUGE = withBody(JSON.stringify({ bogus: "x".repeat(40_000_000) }));

const MISTAKES: readonly Mistake[] = [
  {
    what: "who brings no key, and says how to bring one",
    applies: isLocked,
    sent: () => ({ headers: { authorization: "" } }),
    wanted: /^401 \| unauthenticated \| .*Bearer/,
  },
  {
    what: "a key that nobody gave out",
    applies: isLocked,
    sent: () => ({ headers: { authorization: "Bearer nonsense" } }),
    wanted: /^401 \| unauthenticated \| .*key is not known/,
  },
  {
    what: "a key that was revoked",
    applies: isLocked,
    sent: () => ({ headers: { authorization: `Bearer ${revoked}` } }),
    wanted: /^401 \| unauthenticated \| .*revoked/,
  },
  {
    what: "JSON that is none, and says where",
    applies: takesBody,
    sent: () => withBody('{"a": }'),
    wanted: /^400 \| malformed \| the body is not valid JSON: .*"\{"a": \}"/,
  },
  {
    what: "another content type, and says which it takes",
    applies: takesBody,
    sent: () => ({ payload: "a=1", headers: { "content-type": "text/plain" } }),
    wanted: /^415 \| .*application\/json/,
  },
  {
    what: "a body that is no mapping",
    applies: (endpoint) => bodyOf(endpoint)?.properties !== undefined,
    sent: () => withBody("[1]"),
    wanted: /^422 \| .*the body must be/,
  },
  {
    what: "a key of the body that it does not know, and names it",
    applies: (endpoint) => bodyOf(endpoint)?.additionalProperties === false,
    sent: () => withBody('{"bogus": 1}'),
    wanted: /^422 \| .*unknown key "bogus" in the body/,
  },
  {
    what: "a body without what it needs, and names it",
    applies: needsSomething,
    sent: () => withBody("{}"),
    wanted: /^422 \| .*missing "/,
  },
  {
    // What is wrong with the body is told first.
    what: "a key of the query that it does not know, and names it",
    applies: (endpoint) => !endpoint.path.includes("hooks") && !needsSomething(endpoint),
    sent: (endpoint) => ({ query: "?bogus=1", ...(takesBody(endpoint) ? withBody("{}") : {}) }),
    wanted: /^422 \| .*unknown key "bogus" in the query/,
  },
  {
    what: "a body larger than it takes",
    applies: ({ line }) => line === "POST /api/v1/records/{object}" || line.includes("POST /api/v1/hooks"),
    sent: () => HUGE,
    wanted: /^413 \| .*large/,
  },
];

it.each(MISTAKES)("every endpoint refuses $what", async ({ applies, sent, wanted }) => {
  const concerned = endpoints.filter(applies);
  expect(concerned.length).toBeGreaterThan(0);
  const wrong: string[] = [];
  for (const endpoint of concerned) {
    const answer = said(await send(endpoint, sent(endpoint)));
    if (!wanted.test(answer)) wrong.push(`${endpoint.line}: ${answer}`);
  }
  expect(wrong).toEqual([]);
});

const table = readFileSync(join(import.meta.dirname, "refusals.test.ts"), "utf8");
const rows = [...table.matchAll(/\["((?:GET|POST|PUT|PATCH|DELETE) [^"]+)"/g)].map(([, line = ""]) => line);

const isRowOf = (row: string, { method, path: route }: Endpoint): boolean => {
  const [verb, place = ""] = row.split(" ");
  const pattern = route.replace("/api/v1/", "").replaceAll(/\{\w+\}/g, "[^/?]+");
  return verb === method && new RegExp(`^${pattern}(\\?|$)`).test(place);
};

it("every endpoint that names or takes something has a row of its own in refusals.test.ts", () => {
  const wanting = endpoints.filter(
    (one) => one.path.includes("{") || bodyOf(one) !== null || one.operation.parameters?.length,
  );
  expect(wanting.length).toBeGreaterThan(30);
  expect(wanting.filter((one) => !rows.some((row) => isRowOf(row, one))).map(({ line }) => line)).toEqual([]);
});
