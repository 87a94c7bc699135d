import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe("a custom object and its fields, added while running", () => {
  it("are used at once: written, filtered, sorted, walked, and by automations", async () => {
    const object = await api.call("POST objects", {
      key: "leave_request",
      label: "Leave request",
      fields: [
        { key: "employee", type: "user", required: true },
        { key: "from", type: "date" },
        { key: "state", type: "select", options: ["draft", "approved", "refused"], default: "draft" },
      ],
    });
    expect(object).toMatchObject({
      status: 201,
      headers: { location: "/api/v1/objects/leave_request" },
      body: { key: "leave_request", custom: true },
    });
    expect(object.body.fields.at(-1)).toEqual({
      key: "state",
      label: "State",
      type: "select",
      options: ["draft", "approved", "refused"],
      required: false,
      default: "draft",
      custom: true,
      read_only: false,
    });

    const { body: me } = await api.call("GET records/user");
    const employee = me.items[0].id;
    const first = await api.call("POST records/leave_request", { employee, from: "2026-08-01" });
    expect(first.body).toMatchObject({ employee, from: "2026-08-01", state: "draft" });
    const missing = await api.call("POST records/leave_request", { from: "2026-08-01" });
    expect(missing.body.errors).toEqual([
      { field: "employee", code: "required", message: "leave_request.employee is required" },
    ]);

    const field = await api.call("POST objects/leave_request/fields", {
      key: "deal",
      type: "relation",
      to: "deal",
      back: "leave_requests",
    });
    expect(field).toMatchObject({ status: 201, body: { key: "deal", to: "deal", label: "Deal" } });
    const { body: deal } = await api.call("POST records/deal", { title: "Boiler" });
    const changed = await api.call(`PATCH records/leave_request/${first.body.id}`, { deal: deal.id });
    expect(changed.body).toMatchObject({ deal: deal.id, version: 2 });
    const related = await api.call(`GET records/deal/${deal.id}/leave_requests`);
    expect(related.body.items).toEqual([changed.body]);
    const filter = encodeURIComponent(JSON.stringify(["deal.title", "is", "Boiler"]));
    expect((await api.call(`GET records/leave_request?filter=${filter}&sort=-from`)).body.items).toHaveLength(
      1,
    );

    const automation = await api.call("POST automations", {
      key: "tell-of-leave",
      object: "leave_request",
      trigger: { enters: ["state", "is", "approved"] },
      steps: [{ id: "note", do: "post_note", with: { text: "Approved from {{ leave_request.from }}" } }],
    });
    expect(automation.status).toBe(201);
  });

  it("come while others save, and each save finds either model", async () => {
    const fields = Array.from({ length: 4 }, (_, index) =>
      api.call("POST objects/deal/fields", { key: `extra_${index}`, type: "relation", to: "company" }),
    );
    const saves = Array.from({ length: 30 }, (_, index) =>
      api.call("POST records/deal", { title: `D${index}` }),
    );
    const statuses = (await Promise.all([...fields, ...saves])).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([201]));
  });

  it("wait for no long read: the caller is told to try again, and nothing is half done", async () => {
    const { pool, schema } = api.cadencia.workspace;
    const reader = await pool.connect();
    await reader.query("BEGIN");
    await reader.query(`SELECT 1 FROM ${schema}.o_quote`);
    const field = { key: "late", type: "text" };
    const refused = await api.call("POST objects/quote/fields", field);
    expect(refused).toMatchObject({
      status: 503,
      body: { code: "unavailable" },
      headers: { "retry-after": "1" },
    });
    expect((await api.call("POST records/quote", { late: "x" })).status).toBe(422);
    expect((await api.call("POST records/quote", { number: "1" })).status).toBe(201);
    await reader.query("COMMIT");
    reader.release();
    expect((await api.call("POST objects/quote/fields", field)).status).toBe(201);
  });

  it("may have keys as long as they get, side by side", async () => {
    const [one, two] = ["a", "b"].map((end) => "long_".repeat(7) + `ref_${end}`);
    await api.call("POST objects", { key: "o".repeat(40) });
    for (const key of [one, two]) {
      await api.call(`POST objects/${"o".repeat(40)}/fields`, { key, type: "relation", to: "company" });
    }
    const { workspace } = api.cadencia;
    const { rows } = await workspace.pool.query("SELECT indexdef FROM pg_indexes WHERE tablename = $1", [
      `o_${"o".repeat(40)}`,
    ]);
    const definitions = rows.map((row: { indexdef: string }) => row.indexdef).join();
    expect(definitions).toContain(`(${one})`);
    expect(definitions).toContain(`(${two})`);
  });

  it("get a pipeline of their own", async () => {
    const { body } = await api.call("POST pipelines", {
      key: "hiring",
      object: "project",
      label: "Hiring",
      stages: [{ name: "open" }, { name: "hired", kind: "won", label: "Hired!" }],
    });
    expect(body).toEqual({
      key: "hiring",
      object: "project",
      label: "Hiring",
      owner: null,
      stages: [
        { key: "hiring/open", name: "open", label: "Open", kind: "open" },
        { key: "hiring/hired", name: "hired", label: "Hired!", kind: "won" },
      ],
    });
    const { body: project } = await api.call("POST records/project", { name: "Cook" });
    expect(project).toMatchObject({ pipeline: "hiring", stage: "hiring/open" });

    const grown = await api.call("PATCH pipelines/hiring", {
      label: "People",
      stages: [{ name: "applied" }, { name: "open" }, { name: "hired" }],
    });
    expect(grown.body).toMatchObject({
      label: "People",
      stages: [{ name: "applied" }, { name: "open" }, { name: "hired", kind: "won", label: "Hired!" }],
    });
    expect((await api.call("DELETE pipelines/hiring/stages/open")).status).toBe(204);
    expect((await api.call(`GET records/project/${project.id}`)).body.stage).toBe("hiring/open");
    expect(
      (await api.call(`PATCH records/project/${project.id}`, { stage: "open" })).body.errors[0],
    ).toMatchObject({
      field: "stage",
      code: "unknown_stage",
    });
    expect((await api.call("DELETE pipelines/hiring")).status).toBe(204);
    expect((await api.call("GET pipelines/hiring")).status).toBe(404);
  });

  it.each([
    ["objects", { key: "Deal" }, "key is not a key; write lower-case letters", "key"],
    ["objects", { key: "deal" }, 'there is an object "deal" already', undefined],
    ["objects", { key: "record" }, '"record" is reserved', "key"],
    ["objects", { key: "a".repeat(41) }, "must have at most 40 characters", "key"],
    [
      "objects",
      { key: "thing", fields: [{ key: "a", type: "txt" }] },
      'did you mean "text"?',
      "fields[0].type",
    ],
    [
      "objects",
      { key: "thing", fields: [{ key: "version", type: "text" }] },
      '"version" is reserved',
      "fields[0].key",
    ],
    ["objects/deal/fields", { key: "title", type: "text" }, 'deal has a field "title" already', undefined],
    ["objects/deal/fields", { key: "a__f", type: "text" }, 'must not contain "__"', "key"],
    ["objects/deal/fields", { key: "activities", type: "text" }, "is a relation of deal already", "key"],
    ["objects/deal/fields", { key: "products", type: "text" }, "is a relation of deal already", "key"],
    ["objects/deal/fields", { key: "a", type: "select" }, "needs options", "options"],
    ["objects/deal/fields", { key: "a", type: "select", options: ["x", "X"] }, "stands twice", "options"],
    ["objects/deal/fields", { key: "a", type: "text", options: ["x"] }, "has no options", "options"],
    ["objects/deal/fields", { key: "a", type: "relation" }, 'needs "to"', "to"],
    ["objects/deal/fields", { key: "a", type: "relation", to: "compny" }, 'did you mean "company"?', "to"],
    ["objects/deal/fields", { key: "a", type: "relation", to: "company", back: "deals" }, "already", "back"],
    [
      "objects/deal/fields",
      { key: "a", type: "text", back: "deals" },
      "only a relation has a way back",
      "back",
    ],
    ["objects/deal/fields", { key: "a", type: "integer", default: "x" }, "must be a whole number", "default"],
    ["objects/deal/fields", { key: "a", type: "text", lable: "A" }, 'did you mean "label"?', "lable"],
    ["objects/dael/fields", { key: "a", type: "text" }, 'did you mean "deal"?', undefined],
    ["pipelines", { key: "p", object: "deal", stages: [] }, "at least 1 entry", "stages"],
    [
      "pipelines",
      { key: "p", object: "deal", stages: [{ name: "a" }, { name: "a" }] },
      "stands twice",
      "stages[1].name",
    ],
    ["pipelines", { key: "p", object: "deel", stages: [{ name: "a" }] }, 'did you mean "deal"?', undefined],
    ["pipelines", { key: "sales", object: "deal", stages: [{ name: "a" }] }, "choose another key", undefined],
  ])("POST %s %j is refused", async (path, body, message, field) => {
    const before = (await api.call("GET objects")).body;
    const answer = await api.call(`POST ${path}`, body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(JSON.stringify(answer.body).replaceAll("\\", "")).toContain(message);
    const fields = answer.body.errors.map((error: { field: string }) => error.field);
    expect(fields).toEqual(expect.arrayContaining(field === undefined ? [] : [field]));
    expect((await api.call("GET objects")).body).toEqual(before);
  });
});

describe("settings", () => {
  it("are read and changed", async () => {
    expect((await api.call("GET settings")).body).toMatchObject({ timezone: "Europe/Madrid", locale: "en" });
    const { body } = await api.call("PATCH settings", {
      timezone: "Europe/Bucharest",
      sms: { price: 2 },
      holidays: "RO",
    });
    expect(body).toMatchObject({
      timezone: "Europe/Bucharest",
      holidays: "RO",
      sms: { price: 2, transliterate: false },
    });
    expect((await api.call("GET settings")).body).toEqual(body);
  });

  it.each([
    [{ timezone: "Europe/Bucarest" }, 'did you mean \\"Europe/Bucharest\\"?'],
    [{ locale: "de" }, "is not one of the choices"],
    [{ holidays: "XX" }, "no public holidays are known for XX"],
    [{ business_hours: { days: ["mon"], from: "25:00", to: "18:00" } }, "is not a time of day"],
    [{ timezon: "UTC" }, 'did you mean \\"timezone\\"?'],
  ])("%j is refused", async (changes, message) => {
    const { status, body } = await api.call("PATCH settings", changes);
    expect(status).toBe(422);
    expect(JSON.stringify(body)).toContain(message);
  });
});

describe("templates and segments", () => {
  it("are written, read and removed", async () => {
    const template = {
      kind: "email",
      subject: "Hi {{ contact.first_name }}",
      body: { en: "Hello", ro: "Salut" },
    };
    const { status, body } = await api.call("PUT templates/hello", template);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { key: "hello", ...template, transactional: false },
    });
    expect((await api.call("GET templates/hello")).body).toEqual(body);
    expect((await api.call("GET templates/helo")).body.detail).toBe(
      'there is no template "helo"; did you mean "hello"?',
    );
    expect((await api.call("DELETE templates/hello")).status).toBe(204);
    expect((await api.call("GET templates/hello")).status).toBe(404);
  });

  it("with unknown merge fields are refused", async () => {
    const { status, body } = await api.call("PUT templates/hello", {
      kind: "email",
      body: { ro: "{{ deal.titel }}" },
    });
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ field: "body.ro" });
    expect(body.errors[0].message).toContain("title");
  });

  it("narrow lists, and are guarded while an active automation rests on them", async () => {
    const gold = { object: "contact", filter: ["category", "is", "gold"] };
    expect(await api.call("PUT segments/gold", gold)).toMatchObject({
      status: 200,
      body: { key: "gold", ...gold },
    });
    await api.call("POST records/contact", { first_name: "Ana", category: "gold" });
    await api.call("POST records/contact", { first_name: "Bea" });
    const filter = encodeURIComponent('{"segment":"gold"}');
    expect((await api.call(`GET records/contact?filter=${filter}`)).body.items).toHaveLength(1);
    expect(
      (await api.call("PUT segments/gold", { ...gold, filter: ["categry", "is", "gold"] })).body.errors[0],
    ).toMatchObject({
      field: "filter[0]",
      message: expect.stringContaining("category"),
    });
    expect((await api.call("PUT segments/gold", { ...gold, filter: { segment: "gold" } })).status).toBe(422);
    expect((await api.call("PUT segments/gold", { ...gold, object: "contct" })).body.errors[0].field).toBe(
      "object",
    );

    await api.call("POST automations", {
      key: "greet-gold",
      object: "contact",
      trigger: { enters: { segment: "gold" } },
      steps: [{ id: "note", do: "post_note", with: { text: "gold" } }],
      active: true,
    });
    const vip = { ...gold, filter: ["category", "is", "vip"] };
    expect(await api.call("PUT segments/gold", vip)).toMatchObject({
      status: 409,
      body: {
        code: "in_use",
        detail: expect.stringMatching(
          /greet-gold.*0 records would enter it, 1 leave and 0 stay.*now_on.*all/,
        ),
      },
    });
    expect((await api.call("GET segments/gold")).body.filter).toEqual(gold.filter);
    expect(await api.call("POST segments/gold/preview", vip)).toMatchObject({
      status: 200,
      body: {
        enter: 0,
        leave: 1,
        stay: 0,
        automations: [{ key: "greet-gold", enter: 0, leave: 1, stay: 0 }],
      },
    });
    expect((await api.call("PUT segments/gold", { ...vip, apply: "now_on" })).body).toEqual({
      key: "gold",
      ...vip,
    });
    expect((await api.call("GET automations/greet-gold")).body.version).toBe(2);

    // Of another object it could not be read by the automation any more, whatever is said of those who match.
    const deals = { object: "deal", filter: ["amount", "gt", 1], apply: "all" };
    expect((await api.call("PUT segments/gold", deals)).body).toMatchObject({
      code: "in_use",
      detail: expect.stringContaining("greet-gold"),
    });
    expect(await api.call("DELETE segments/gold")).toMatchObject({
      status: 409,
      body: { code: "in_use", detail: expect.stringContaining("greet-gold") },
    });
    await api.call("DELETE automations/greet-gold");
    expect((await api.call("DELETE segments/gold")).status).toBe(204);
    expect((await api.call("GET segments/gold")).status).toBe(404);
  });
});
