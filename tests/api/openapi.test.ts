import { afterAll, beforeAll, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

interface Operation {
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly required?: boolean;
    readonly schema?: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
}

let api: TestApi;
let document: {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas?: object };
};
beforeAll(async () => {
  api = await startApi();
  document = (await api.call("GET /api/openapi.json", undefined, { authorization: "" })).body;
});
afterAll(() => api.close());

const operations = (): [string, Operation][] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [
      `${method.toUpperCase()} ${path}`,
      operation,
    ]),
  );

/** Fastify prints its routes as a tree; the indentation tells whose child a line is. */
const routesOf = ({ app }: TestApi): string[] => {
  const parents: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split("\n")
    .flatMap((line) => {
      const [, indent = "", path = "", methods = ""] = /^(.*?[├└]── )(\S*) \(([^)]*)\)$/.exec(line) ?? [];
      const depth = indent.length / 4;
      parents.splice(depth - 1, parents.length, `${parents[depth - 2] ?? ""}${path}`);
      const whole = (parents.at(-1) ?? "").replaceAll(/:(\w+)/g, "{$1}");
      return methods.split(", ").map((method) => `${method} ${whole}`);
    })
    .filter((line) => !line.startsWith("HEAD"));
};

it("has a page for people", async () => {
  const page = await api.app.inject({ url: "/api/docs/" });
  expect(page.body).toContain("<title>Cadencia API</title>");
});

it("describes every route of the API", () => {
  expect(document.openapi).toMatch(/^3\.1/);
  const known = operations().map(([line]) => line);
  const routed = routesOf(api).filter((line) => line.includes(" /api/v1/"));
  expect(routed.length).toBeGreaterThan(30);
  expect(known.toSorted()).toEqual(routed.toSorted());
});

/** What is missing from the description of an operation. */
const gapsOf = (
  line: string,
  { summary, tags, parameters = [], requestBody, responses }: Operation,
): string[] => {
  const statuses = Object.keys(responses);
  const inPath = [...line.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  const described = parameters.filter((parameter) => parameter.in === "path" && parameter.required === true);
  const body = requestBody?.content["application/json"]?.schema;
  const gaps = {
    summary: !summary,
    tag: tags?.length !== 1,
    answer: !statuses.some((status) => status.startsWith("2")),
    problem: !statuses.includes("4XX"),
    description: Object.values(responses).some(({ description }) => !description),
    path: described.map(({ name }) => name).join() !== inPath.join(),
    parameter: parameters.some(({ schema }) => schema === undefined),
    body: /^(PUT|PATCH)/.test(line) && body === undefined,
  };
  return Object.entries(gaps).flatMap(([gap, isThere]) => (isThere ? [`${line}: ${gap}`] : []));
};

it("says of each what it is, takes, answers and refuses", () => {
  expect(operations().flatMap(([line, operation]) => gapsOf(line, operation))).toEqual([]);
});

const found = (target: string): unknown =>
  target
    .replace(/^#\//, "")
    .split("/")
    .reduce<unknown>(
      (at, key) => (at as Record<string, unknown> | undefined)?.[key.replaceAll("~1", "/")],
      document,
    );

it("points nowhere that is not there", () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(
    ([, target = ""]) => target,
  );
  expect(references.length).toBeGreaterThan(0);
  expect(references.filter((target) => found(target) === undefined)).toEqual([]);
});

it("has a page for people", async () => {
  const { status, body, headers } = await api.call("GET /api/docs", undefined, { authorization: "" });
  expect({ status, isPage: String(body).includes("swagger-ui") }).toEqual({ status: 200, isPage: true });
  expect(String(headers["content-security-policy"])).not.toContain("upgrade-insecure-requests");
});
