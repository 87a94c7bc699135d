import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey, listApiKeys, revokeApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi({ guesses: 5 });
});
afterAll(() => api.close());

const as = (authorization: string): Record<string, string> => ({ authorization });

const guess = () => api.call("GET records/deal", undefined, as(`Bearer cad_${"x".repeat(43)}`));

describe("who may come in", () => {
  it("asks no key for health, and one for everything else", async () => {
    expect(await api.call("GET health", undefined, as(""))).toMatchObject({
      status: 200,
      body: { status: "ok" },
    });
    for (const header of ["", "Basic abc", "Bearer", "Bearer a b"]) {
      const answer = await api.call("GET records/deal", undefined, as(header));
      expect(answer).toMatchObject({ status: 401, body: { code: "unauthenticated" } });
      expect(answer.headers["www-authenticate"]).toBe('Bearer realm="cadencia"');
    }
  });

  it("keeps keys as hashes, lists them without secrets and revokes them", async () => {
    const { workspace } = api.cadencia;
    const { secret } = await createApiKey(workspace, { name: "phone", user: "admin@localhost" });
    const { rows } = await workspace.pool.query(`SELECT * FROM ${workspace.schema}.api_key`);
    expect(JSON.stringify(rows)).not.toContain(secret);
    expect((await api.call("GET records/deal", undefined, as(`Bearer ${secret}`))).status).toBe(200);
    const listed = (await listApiKeys(workspace)).find((key) => key.name === "phone");
    expect(listed).toMatchObject({
      user: "admin@localhost",
      revokedAt: null,
      lastUsedAt: expect.any(String),
    });
    await expect(revokeApiKey(workspace, "phon")).rejects.toThrow('did you mean "phone"?');
    expect(await revokeApiKey(workspace, "phone")).toBe(1);
    expect((await api.call("GET records/deal", undefined, as(`Bearer ${secret}`))).status).toBe(401);
  });

  it("acts as the key's user, whom the journal names, and leaves when the user does", async () => {
    const { body: ana } = await api.call("POST records/user", { name: "Ana", email: "ana@cadencia.test" });
    const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana@cadencia.test" });
    const { body } = await api.call("POST records/company", { name: "Acme" }, as(`Bearer ${secret}`));
    expect(body).toMatchObject({ created_by: ana.id, updated_by: ana.id });
    const events = await api.call("POST events", { event: "call.missed" }, as(`Bearer ${secret}`));
    expect(events).toMatchObject({ status: 403, body: { code: "forbidden" } });
    await api.call(`PATCH records/user/${ana.id}`, { active: false });
    expect((await api.call("GET records/deal", undefined, as(`Bearer ${secret}`))).status).toBe(401);
    await expect(
      createApiKey(api.cadencia.workspace, { name: "x", user: "ana@cadencia.test" }),
    ).rejects.toThrow("is not active");
    await expect(createApiKey(api.cadencia.workspace, { name: "x", user: "admn@localhost" })).rejects.toThrow(
      'did you mean "admin@localhost"?',
    );
  });

  it("lets nobody guess", async () => {
    const statuses: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) statuses.push((await guess()).status);
    expect(statuses.slice(0, 2)).toEqual([401, 401]);
    expect(statuses.at(-1)).toBe(429);
    expect((await api.call("GET pipelines")).status).toBe(200);
  });
});

describe("what is read of a request", () => {
  it("is JSON alone, of a bounded size", async () => {
    const open = await startApi();
    const send = (payload: string, type: string) =>
      open.app.inject({
        method: "POST",
        url: "/api/v1/records/deal",
        headers: { authorization: `Bearer ${open.key}`, "content-type": type },
        payload,
      });
    const problem = async (payload: string, type: string) => {
      const answer = await send(payload, type);
      return [answer.statusCode, answer.json<{ code: string }>().code];
    };
    expect(await problem('{"title":"x"}', "text/plain")).toEqual([415, "unsupported_media_type"]);
    expect(await problem("title=x", "application/x-www-form-urlencoded")).toEqual([
      415,
      "unsupported_media_type",
    ]);
    expect(await problem('{"title":', "application/json")).toEqual([400, "malformed"]);
    expect(await problem('{"__proto__":{"x":1}}', "application/json")).toEqual([400, "malformed"]);
    expect(await problem('{"constructor":{"prototype":{}}}', "application/json")).toEqual([400, "malformed"]);
    expect(await problem(`{"title":"${"x".repeat(6_000_000)}"}`, "application/json")).toEqual([
      413,
      "too_large",
    ]);
    expect(await problem('{"title":"x"}', "application/json; charset=utf-8")).toEqual([201, undefined]);
    await open.close();
  });

  it("is counted by key", async () => {
    const few = await startApi({ perKey: 3 });
    const statuses: number[] = [];
    for (let tries = 0; tries < 5; tries += 1) statuses.push((await few.call("GET pipelines")).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    await few.close();
  });

  it("bears the headers of a careful server", async () => {
    const { headers } = await api.app.inject({ method: "GET", url: "/api/v1/health" });
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff", "x-frame-options": "SAMEORIGIN" });
    expect(headers["strict-transport-security"]).toBeUndefined();
  });
});
