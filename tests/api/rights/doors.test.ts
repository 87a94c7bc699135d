import {
  customRole,
  Rights,
  STANDARD_ROLES,
  type Action,
  type Role,
  type Scope,
} from "@cadencia/core/rights";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../../apps/server/src/features/access/index.ts";
import { DOORS } from "../../../apps/server/src/features/rights/index.ts";
import { startApi, type Answered, type TestApi } from "../start-api.ts";

const SCOPES: readonly Scope[] = ["none", "own", "team", "all"];
const OBJECTS = ["lead", "deal", "company", "task"] as const;
const HOLDERS = ["me", "mate", "other", "nobody"] as const;
type Holder = (typeof HOLDERS)[number];

/** Each scope of reading beside everything else, and each scope of everything else beside all reading. */
const ROLES: ReadonlyMap<string, Role> = new Map([
  ...[...STANDARD_ROLES].filter(([key]) => key !== "admin"),
  ...SCOPES.flatMap((scope): [string, Role][] => {
    const rest = { create: "all", edit: "all", delete: "all" } as const;
    const acts = { read: "all", create: scope, edit: scope, delete: scope } as const;
    return [
      [`reads-${scope}`, custom(`reads-${scope}`, { "*": { read: scope, ...rest } })],
      [`acts-${scope}`, custom(`acts-${scope}`, { "*": acts })],
    ];
  }),
]);

function custom(key: string, rights: Parameters<typeof customRole>[0]["rights"]): Role {
  return customRole({ key, label: key, rights, hide: [] });
}

let api: TestApi;
const people = new Map<string, { id: string; authorization: string }>();
const ids: Record<Holder, string | null> = { me: null, mate: null, other: null, nobody: null };
let contact = "";

beforeAll(async () => {
  api = await startApi({ perKey: 1_000_000 });
  const team = (await api.call("POST records/team", { name: "North" })).body.id;
  const person = async (name: string, values: object): Promise<string> =>
    (await api.call("POST records/user", { name, handle: name, ...values })).body.id;
  ids.mate = await person("mate", { team });
  ids.other = await person("other", {});
  for (const [key, role] of ROLES) {
    if (role.custom)
      await api.call(`PUT roles/${key}`, { rights: Object.fromEntries(role.grants), hide: [] });
    const id = await person(key, { role: key, team });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: key, user: key });
    people.set(key, { id, authorization: `Bearer ${secret}` });
  }
  contact = (await api.call("POST records/contact", { first_name: "Pedro" })).body.id;
});
afterAll(() => api.close());

const nameOf = (object: string, linked = contact): object =>
  object === "company" ? { name: "x" } : { title: "x", contact: linked };

/** A contact of their own for each: who links to one that they may not read is told that there is none. */
const contactOf = async (owner: string): Promise<string> =>
  (await api.call("POST records/contact", { first_name: "Eva", owner })).body.id;

const recordOf = async (object: string, owner: string | null): Promise<string> =>
  (await api.call(`POST records/${object}`, { ...nameOf(object), owner })).body.id;

/** What the table says of a record: there and allowed, there and not, or not there. */
const expected = (rights: Rights, action: Action, subject: Parameters<Rights["may"]>[1]): string => {
  if (!rights.may("read", subject)) return "404";
  return rights.may(action, subject) ? "done" : "403";
};

const said = ({ status, body }: Answered): string => {
  if (status < 300) return "done";
  if (status === 403) expect(body.detail).toContain("forbidden");
  return String(status);
};

interface Place {
  readonly object: string;
  readonly id: string;
  readonly as: Record<string, string>;
}

/** A way to do something to one record, and the right it needs. */
const WAYS: readonly (readonly [door: string, action: Action, go: (place: Place) => Promise<string>])[] = [
  [
    "one",
    "read",
    async ({ object, id, as }) => said(await api.call(`GET records/${object}/${id}`, undefined, as)),
  ],
  [
    "as it was",
    "read",
    async ({ object, id, as }) =>
      said(await api.call(`GET records/${object}/${id}?at=2100-01-01`, undefined, as)),
  ],
  [
    "changes",
    "read",
    async ({ object, id, as }) => said(await api.call(`GET records/${object}/${id}/changes`, undefined, as)),
  ],
  [
    "related",
    "read",
    async ({ object, id, as }) => said(await api.call(`GET records/${object}/${id}/owner`, undefined, as)),
  ],
  [
    "list",
    "read",
    async ({ object, id, as }) => {
      const { status, body } = await api.call(`GET records/${object}?limit=500&fields=id`, undefined, as);
      if (status === 404) return "404";
      return body.items.some((item: { id: string }) => item.id === id) ? "done" : "404";
    },
  ],
  [
    "edit",
    "edit",
    async ({ object, id, as }) =>
      said(await api.call(`PATCH records/${object}/${id}`, { source: "web" }, as)),
  ],
  [
    "bulk",
    "edit",
    async ({ object, id, as }) => {
      const { status, body } = await api.call(
        `POST records/${object}/bulk`,
        { update: [{ id, source: "fair" }] },
        as,
      );
      if (status === 404) return "404";
      const [item] = body.updated;
      return item.ok === true
        ? "done"
        : ({ forbidden: "403", not_found: "404" }[item.code as string] ?? item.code);
    },
  ],
  [
    "archive",
    "edit",
    async ({ object, id, as }) => said(await api.call(`POST records/${object}/${id}/archive`, undefined, as)),
  ],
  [
    "unarchive",
    "edit",
    async ({ object, id, as }) =>
      said(await api.call(`POST records/${object}/${id}/unarchive`, undefined, as)),
  ],
  [
    "merge",
    "edit",
    async ({ object, id, as }) => {
      const { owner } = (await api.call(`GET records/${object}/${id}`)).body;
      const gone = await recordOf(object, owner);
      return said(await api.call(`POST records/${object}/${id}/merge`, { gone }, as));
    },
  ],
  [
    "delete",
    "delete",
    async ({ object, id, as }) => said(await api.call(`DELETE records/${object}/${id}`, undefined, as)),
  ],
  [
    "restore",
    "delete",
    async ({ object, id, as }) => said(await api.call(`POST records/${object}/${id}/restore`, undefined, as)),
  ],
];

describe("every door", () => {
  it("is known: a route that stands in no list fails here", async () => {
    const { paths } = (api.app as unknown as { swagger: () => { paths: Record<string, object> } }).swagger();
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(
        (method) =>
          `${method.toUpperCase()} ${path.replace(/^\/api\/v1/, "").replaceAll(/\{(\w+)\}/g, ":$1")}`,
      ),
    );
    // Without a key one reaches nothing of the workspace but what a secret address names.
    const open = new Set(["GET /health", "POST /hooks/:token", "POST /session"]);
    const behindKey = routes.filter((route) => !open.has(route));
    expect(behindKey.filter((route) => !DOORS.has(route))).toEqual([]);
    expect([...DOORS.keys()].filter((door) => !behindKey.includes(door))).toEqual([]);
  });

  it.each([...ROLES.keys()])("of the records lets %s do what the table says, and no more", async (key) => {
    const me = people.get(key);
    const role = ROLES.get(key);
    if (me === undefined || role === undefined) throw new Error(`nobody is ${key}`);
    const team = new Set([ids.mate ?? "", ...[...people.values()].map(({ id }) => id)]);
    const rights = new Rights({ user: me.id, role, team });
    const as = { authorization: me.authorization };
    const own = await contactOf(me.id);
    const wrong: string[] = [];
    for (const object of OBJECTS) {
      for (const holder of HOLDERS) {
        const owner = holder === "me" ? me.id : ids[holder];
        const id = await recordOf(object, owner);
        for (const [door, action, go] of WAYS) {
          const wanted = expected(rights, action, { object, id, owner });
          const answer = await go({ object, id, as });
          if (answer !== wanted) wrong.push(`${door} of ${holder}'s ${object}: ${answer}, not ${wanted}`);
          if (door === "delete" && answer !== "done") await api.call(`DELETE records/${object}/${id}`);
        }
        const made = said(await api.call(`POST records/${object}`, { ...nameOf(object, own), owner }, as));
        const mayCreate = rights.may("create", { object, id: "", owner }) ? "done" : "403";
        const closed = rights.scope(object, "read") === "none" ? "404" : mayCreate;
        if (made !== closed) wrong.push(`create ${holder}'s ${object}: ${made}, not ${closed}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([...ROLES.keys()])("of the configuration lets %s in as the table says", async (key) => {
    const me = people.get(key);
    const role = ROLES.get(key);
    if (me === undefined || role === undefined) throw new Error(`nobody is ${key}`);
    const rights = new Rights({ user: me.id, role, team: new Set() });
    const wrong: string[] = [];
    for (const [door, asked] of DOORS) {
      if (asked.kind !== "configuration") continue;
      const line = door.replace(" /", " ").replaceAll(/:\w+/g, "1");
      const body = /^(GET|DELETE)/.test(door) ? undefined : {};
      const { status } = await api.call(line, body, { authorization: me.authorization });
      const isClosed = rights.scope(asked.object, asked.action) === "none";
      if (isClosed !== (status === 403)) wrong.push(`${door}: ${status}, closed by the table: ${isClosed}`);
    }
    expect(wrong).toEqual([]);
  });
});
