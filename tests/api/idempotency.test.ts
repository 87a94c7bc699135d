import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const count = async (name: string): Promise<number> => {
  const filter = encodeURIComponent(JSON.stringify(["name", "is", name]));
  return (await api.call(`GET records/company?filter=${filter}`)).body.items.length;
};

describe("a POST with an Idempotency-Key", () => {
  it("is done once and answered the same, whatever the order of its keys", async () => {
    const headers = { "idempotency-key": "one" };
    const first = await api.call("POST records/company", { name: "One", city: "Cluj" }, headers);
    const second = await api.call("POST records/company", { city: "Cluj", name: "One" }, headers);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers).toMatchObject({
      etag: '"1"',
      location: first.headers["location"],
      "idempotent-replayed": "true",
    });
    expect(first.headers["idempotent-replayed"]).toBeUndefined();
    expect(await count("One")).toBe(1);
  });

  it("is refused with another body, or for another address", async () => {
    const headers = { "idempotency-key": "two" };
    await api.call("POST records/company", { name: "Two" }, headers);
    for (const [line, body] of [
      ["POST records/company", { name: "Other" }],
      ["POST records/project", { name: "Two" }],
    ] as const) {
      const { status, body: problem } = await api.call(line, body, headers);
      expect(status).toBe(422);
      expect(problem.errors[0]).toMatchObject({ field: "Idempotency-Key", code: "reused_key" });
    }
    expect(await count("Other")).toBe(0);
  });

  it("sent twenty times at once is executed once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.call("POST records/company", { name: "Many" }, { "idempotency-key": "many" }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await count("Many")).toBe(1);
  });

  it("that was refused may be corrected", async () => {
    const headers = { "idempotency-key": "corrected" };
    expect((await api.call("POST records/company", { nam: "Late" }, headers)).status).toBe(422);
    expect((await api.call("POST records/company", { name: "Late" }, headers)).status).toBe(201);
  });

  it("belongs to its API key", async () => {
    const { createApiKey } = await import("../../apps/server/src/features/access/index.ts");
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "other" });
    const headers = { "idempotency-key": "mine" };
    await api.call("POST records/company", { name: "Mine" }, headers);
    await api.call(
      "POST records/company",
      { name: "Theirs" },
      { ...headers, authorization: `Bearer ${secret}` },
    );
    expect(await count("Theirs")).toBe(1);
  });

  it.each(["", "with space", "x".repeat(256)])("is refused where the key is %j", async (key) => {
    const { status, body } = await api.call(
      "POST records/company",
      { name: "Bad" },
      { "idempotency-key": key },
    );
    expect(status).toBe(422);
    expect(body.errors[0].field).toBe("Idempotency-Key");
  });

  it("guards every way of making something", async () => {
    const headers = { "idempotency-key": "object" };
    const object = { key: "machine", fields: [{ key: "serial", type: "text" }] };
    expect((await api.call("POST objects", object, headers)).status).toBe(201);
    expect((await api.call("POST objects", object, headers)).status).toBe(201);
    expect((await api.call("POST objects", object)).status).toBe(409);
    const { body: deal } = await api.call("POST records/deal", { title: "x" });
    const archive = { "idempotency-key": "archive" };
    const first = await api.call(`POST records/deal/${deal.id}/archive`, undefined, archive);
    await api.call(`POST records/deal/${deal.id}/unarchive`);
    expect((await api.call(`POST records/deal/${deal.id}/archive`, undefined, archive)).body).toEqual(
      first.body,
    );
    expect((await api.call(`GET records/deal/${deal.id}`)).body.archived).toBe(false);
  });
});
