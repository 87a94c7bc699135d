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
import { inTransaction } from "../../../apps/server/src/platform/workspace/index.ts";
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
  for (const object of OBJECTS) {
    const steps = [{ id: "tag", wait: { for: "10d" }, do: "add_tags", with: { tags: ["x"] } }];
    const automation = { key: buttonOf(object), object, active: true, trigger: { manual: true }, steps };
    await api.call("POST automations", automation);
  }
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
  readonly owner: string | null;
  readonly as: Record<string, string>;
}

/** An automation that does nothing within the test, for each object. */
const buttonOf = (object: string): string => `press-${object}`;

const found = ({ status, body }: Answered, isIt: (item: Record<string, unknown>) => boolean): string =>
  status === 200 && body.items.some(isIt) ? "done" : "404";

/** A way to do something to one record, and the right it needs; with the door of `doors.ts` that it goes through. */
const fileOf = async (object: string, id: string): Promise<string> =>
  (await api.call(`POST records/${object}/${id}/files?name=f.txt`, "x")).body.id;

interface Way {
  readonly name: string;
  readonly door: string;
  readonly action: Action;
  readonly go: (place: Place) => Promise<string>;
  /** What the table says, where that is not the action's right on the record alone. */
  readonly expected?: (rights: Rights, subject: Parameters<Rights["may"]>[1]) => string;
}

const way = (
  name: string,
  [door, action]: readonly [door: string, action: Action],
  go: Way["go"],
  wanted?: Way["expected"],
): Way => ({ name, door, action, go, ...(wanted === undefined ? {} : { expected: wanted }) });

const runOf = async (object: string, id: string): Promise<string> => {
  await api.call(`POST automations/${buttonOf(object)}/press`, { record: id });
  return (await api.call(`GET runs?record=${id}`)).body.items[0].id;
};

/** A message that was sent on behalf of a record. */
const messageOn = (object: string, id: string): Promise<string> =>
  inTransaction(api.cadencia.workspace, async (tx) => {
    const message = tx.workspace.newId();
    await tx.execute(
      `INSERT INTO ${tx.s}.delivery (id, object, record, origin, position, channel, recipient, payload, stopped_by,
         state, run_at, base_at, created_at)
       VALUES ($1, $2, $3, '{}', 0, 'sms', '+34600000001', $4, '{}', 'sent', $5, $5, $5)`,
      [
        message,
        object,
        id,
        JSON.stringify({ channel: "sms", to: "+34600000001", text: "x" }),
        tx.now.toString(),
      ],
    );
    return message;
  });

const PIPELINES: Readonly<Record<string, string>> = { lead: "leads", deal: "sales" };

interface OnBoard extends Place {
  readonly pipeline: string;
  /** Of nothing but the record. */
  readonly filter: string;
}

/** A way to see a record on the board of its pipeline; other objects have none. */
const onBoard = (name: string, door: string, look: (place: OnBoard) => Promise<string>): Way =>
  way(
    name,
    [door, "read"],
    async (place) => {
      const pipeline = PIPELINES[place.object];
      const filter = encodeURIComponent(JSON.stringify(["id", "is", place.id]));
      return pipeline === undefined ? "no pipeline" : look({ ...place, pipeline, filter });
    },
    (rights, subject) => (subject.object in PIPELINES ? expected(rights, "read", subject) : "no pipeline"),
  );

const WAYS: readonly Way[] = [
  way("one", ["GET /records/:object/:id", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET records/${object}/${id}`, undefined, as)),
  ),
  way("as it was", ["GET /records/:object/:id", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET records/${object}/${id}?at=2100-01-01`, undefined, as)),
  ),
  way("changes", ["GET /records/:object/:id/changes", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET records/${object}/${id}/changes`, undefined, as)),
  ),
  way("readers", ["GET /records/:object/:id/readers", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET records/${object}/${id}/readers`, undefined, as)),
  ),
  way("files", ["GET /records/:object/:id/files", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET records/${object}/${id}/files`, undefined, as)),
  ),
  way("file", ["GET /records/:object/:id/files/:file", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET records/${object}/${id}/files/${await fileOf(object, id)}`, undefined, as)),
  ),
  way("add a file", ["POST /records/:object/:id/files", "edit"], async ({ object, id, as }) =>
    said(await api.call(`POST records/${object}/${id}/files?name=a.txt`, "x", as)),
  ),
  way("delete a file", ["DELETE /records/:object/:id/files/:file", "edit"], async ({ object, id, as }) =>
    said(await api.call(`DELETE records/${object}/${id}/files/${await fileOf(object, id)}`, undefined, as)),
  ),
  way("related", ["GET /records/:object/:id/:relation", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET records/${object}/${id}/owner`, undefined, as)),
  ),
  way("list", ["GET /records/:object", "read"], async ({ object, id, as }) => {
    const { status, body } = await api.call(`GET records/${object}?limit=500&fields=id`, undefined, as);
    if (status === 404) return "404";
    return body.items.some((item: { id: string }) => item.id === id) ? "done" : "404";
  }),
  way("judge", ["POST /records/:object/judge", "read"], async ({ object, id, as }) => {
    const filter = ["id", "is", id];
    const { status, body } = await api.call(`POST records/${object}/judge`, { filter }, as);
    if (status === 404) return "404";
    const judged = await api.call(`POST records/${object}/judge`, { filter, record: id }, as);
    // The count and the explanation know of the same records.
    if ((body.matching === 1) !== (judged.status === 200)) return "count and record differ";
    return said(judged);
  }),
  onBoard("board", "GET /pipelines/:pipeline/board", async ({ pipeline, filter, as }) => {
    const { status, body } = await api.call(
      `GET pipelines/${pipeline}/board?filter=${filter}`,
      undefined,
      as,
    );
    const counts = status === 200 ? body.stages.map(({ records }: { records: number }) => records) : [];
    return counts.some((count: number) => count > 0) ? "done" : "404";
  }),
  onBoard("stage", "GET /pipelines/:pipeline/board/:stage", async ({ pipeline, id, filter, as }) =>
    found(
      await api.call(`GET pipelines/${pipeline}/board/new?filter=${filter}`, undefined, as),
      (card) => card["id"] === id,
    ),
  ),
  onBoard("cards", "GET /pipelines/:pipeline/cards", async ({ pipeline, id, filter, as }) =>
    found(
      await api.call(`GET pipelines/${pipeline}/cards?filter=${filter}`, undefined, as),
      (card) => card["id"] === id,
    ),
  ),
  way("edit", ["PATCH /records/:object/:id", "edit"], async ({ object, id, as }) =>
    said(await api.call(`PATCH records/${object}/${id}`, { source: "web" }, as)),
  ),
  way("bulk", ["POST /records/:object/bulk", "edit"], async ({ object, id, as }) => {
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
  }),
  way("matching", ["POST /records/:object/matching", "edit"], async ({ object, id, as }) => {
    const filter = ["id", "is", id];
    const { status, body } = await api.call(
      `POST records/${object}/matching`,
      { filter, set: { source: "web" } },
      as,
    );
    if (status === 404 || body.refused + body.same + body.changed.length === 0) return "404";
    return body.refused === 0 ? "done" : "403";
  }),
  way("write to", ["POST /records/:object/:id/messages", "edit"], async ({ object, id, as }) =>
    said(
      await api.call(
        `POST records/${object}/${id}/messages`,
        { channel: "email", text: "x", preview: true },
        as,
      ),
    ),
  ),
  way("archive", ["POST /records/:object/:id/archive", "edit"], async ({ object, id, as }) =>
    said(await api.call(`POST records/${object}/${id}/archive`, undefined, as)),
  ),
  way("unarchive", ["POST /records/:object/:id/unarchive", "edit"], async ({ object, id, as }) =>
    said(await api.call(`POST records/${object}/${id}/unarchive`, undefined, as)),
  ),
  way("merge", ["POST /records/:object/:id/merge", "edit"], async ({ object, id, as }) => {
    const { owner } = (await api.call(`GET records/${object}/${id}`)).body;
    const gone = await recordOf(object, owner);
    return said(await api.call(`POST records/${object}/${id}/merge`, { gone }, as));
  }),
  way("filter", ["GET /records/:object", "read"], async ({ object, id, as }) => {
    const filter = encodeURIComponent(JSON.stringify(["created_at", "is_set"]));
    return found(
      await api.call(`GET records/${object}?limit=500&filter=${filter}`, undefined, as),
      (item) => item["id"] === id,
    );
  }),
  way("press", ["POST /automations/:key/press", "edit"], async ({ object, id, as }) =>
    said(await api.call(`POST automations/${buttonOf(object)}/press`, { record: id }, as)),
  ),
  way("runs", ["GET /runs", "read"], async ({ object, id, as }) => {
    await api.call(`POST automations/${buttonOf(object)}/press`, { record: id });
    return found(await api.call(`GET runs?record=${id}`, undefined, as), ({ record }) => record === id);
  }),
  way("runs of one", ["GET /automations/:key/runs", "read"], async ({ object, id, as }) =>
    found(
      await api.call(`GET automations/${buttonOf(object)}/runs?record=${id}`, undefined, as),
      ({ record }) => record === id,
    ),
  ),
  way("one run", ["GET /runs/:id", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET runs/${await runOf(object, id)}`, undefined, as)),
  ),
  way("run a step now", ["POST /runs/:id/steps/:step/run-now", "edit"], async ({ object, id, as }) =>
    said(await api.call(`POST runs/${await runOf(object, id)}/steps/tag/run-now`, undefined, as)),
  ),
  way("outbox", ["GET /outbox", "read"], async ({ object, id, as }) => {
    const message = await messageOn(object, id);
    return found(await api.call(`GET outbox?record=${id}`, undefined, as), (item) => item["id"] === message);
  }),
  way("a message", ["GET /outbox/:id", "read"], async ({ object, id, as }) =>
    said(await api.call(`GET outbox/${await messageOn(object, id)}`, undefined, as)),
  ),
  way("run log", ["GET /run-log", "read"], async ({ id, as }) =>
    found(await api.call(`GET run-log?record=${id}`, undefined, as), ({ record }) => record === id),
  ),
  way(
    "why",
    ["GET /records/:object/:id/why/:automation", "read"],
    async ({ object, id, as }) =>
      said(await api.call(`GET records/${object}/${id}/why/${buttonOf(object)}`, undefined, as)),
    // The answer judges filters, which ask of all records.
    (rights, subject) => {
      if (!rights.may("read", subject)) return "404";
      return rights.scope(subject.object, "read") === "all" ? "done" : "403";
    },
  ),
  way("stop", ["POST /automations/:key/stop", "edit"], async ({ object, id, as }) =>
    said(await api.call(`POST automations/${buttonOf(object)}/stop`, { record: id }, as)),
  ),
  way(
    "link",
    ["POST /records/:object", "create"],
    async ({ object, id, as }) => {
      const note = { text: "x", record: { object, id } };
      const { status, body } = await api.call("POST records/note", note, as);
      if (status !== 422) return said({ status, body, headers: {} });
      return body.detail.includes(`there is no ${object} ${id}`) === true ? "unknown" : body.detail;
    },
    (rights, subject) => {
      if (rights.scope("note", "read") === "none") return "404";
      if (!rights.may("create", { object: "note", id: "", owner: null })) return "403";
      return rights.may("read", subject) ? "done" : "unknown";
    },
  ),
  way(
    "convert",
    ["POST /records/lead/:id/convert", "edit"],
    async ({ object, owner, as }) => {
      const lead = object === "lead" ? await recordOf("lead", owner) : null;
      return lead === null
        ? "no lead"
        : said(await api.call(`POST records/lead/${lead}/convert`, undefined, as));
    },
    (rights, subject) => {
      if (subject.object !== "lead") return "no lead";
      const asked = expected(rights, "edit", subject);
      return asked === "done" && !rights.may("create", { ...subject, object: "deal" }) ? "403" : asked;
    },
  ),
  way("delete", ["DELETE /records/:object/:id", "delete"], async ({ object, id, as }) =>
    said(await api.call(`DELETE records/${object}/${id}`, undefined, as)),
  ),
  way("restore", ["POST /records/:object/:id/restore", "delete"], async ({ object, id, as }) =>
    said(await api.call(`POST records/${object}/${id}/restore`, undefined, as)),
  ),
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
    const open = new Set([
      "GET /health",
      "POST /hooks/:token",
      "POST /session",
      "POST /password-reset",
      "POST /password",
      "GET /setup",
      "POST /setup",
    ]);
    const behindKey = routes.filter((route) => !open.has(route));
    expect(behindKey.filter((route) => !DOORS.has(route))).toEqual([]);
    expect([...DOORS.keys()].filter((door) => !behindKey.includes(door))).toEqual([]);
  });

  it("that leads to records is gone through: one that no way goes through fails here", () => {
    const ways = new Map(WAYS.map(({ door, action }) => [door, action]));
    const doors = [...DOORS].flatMap(([door, asked]) =>
      asked.kind === "records" ? [[door, asked.action] as const] : [],
    );
    expect(doors.map(([door]) => [door, ways.get(door)])).toEqual(doors);
  });

  it.each([...ROLES.keys()])(
    "of the records lets %s do what the table says, and no more",
    async (key) => {
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
          for (const { name, action, go, expected: stated } of WAYS) {
            const subject = { object, id, owner };
            const wanted = stated === undefined ? expected(rights, action, subject) : stated(rights, subject);
            const answer = await go({ ...subject, as });
            if (answer !== wanted) wrong.push(`${name} of ${holder}'s ${object}: ${answer}, not ${wanted}`);
            if (name === "delete" && answer !== "done") await api.call(`DELETE records/${object}/${id}`);
          }
          const made = said(await api.call(`POST records/${object}`, { ...nameOf(object, own), owner }, as));
          const mayCreate = rights.may("create", { object, id: "", owner }) ? "done" : "403";
          const closed = rights.scope(object, "read") === "none" ? "404" : mayCreate;
          if (made !== closed) wrong.push(`create ${holder}'s ${object}: ${made}, not ${closed}`);
        }
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );

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
