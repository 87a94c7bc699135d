import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let deal = "";
let asReader: Record<string, string>;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 13, 10]);

beforeAll(async () => {
  api = await startApi();
  deal = (await api.call("POST records/deal", { title: "Boiler" })).body.id;
  await api.call("POST records/user", { name: "Ray", handle: "ray", role: "read-only" });
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ray", user: "ray" });
  asReader = { authorization: `Bearer ${secret}` };
});
afterAll(() => api.close());

const add = (name: string, bytes: Buffer, headers: Record<string, string> = {}, record = deal) =>
  api.call(`POST records/deal/${record}/files?name=${encodeURIComponent(name)}`, bytes, headers);
const download = (id: string, record = deal) =>
  api.app.inject({
    url: `/api/v1/records/deal/${record}/files/${id}`,
    headers: { authorization: `Bearer ${api.key}` },
  });
const listed = async (record = deal): Promise<string[]> =>
  (await api.call(`GET records/deal/${record}/files`)).body.items.map(({ name }: { name: string }) => name);

describe("a file of a record", () => {
  it("comes back byte for byte, under its name and type, and never as a page", async () => {
    const { status, body } = await add("Oferta ș “2”.png", PNG, { "content-type": "image/png" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ name: "Oferta ș “2”.png", type: "image/png", size: 8 });
    const answer = await download(body.id);
    expect(answer.rawPayload.equals(PNG)).toBe(true);
    expect(answer.headers).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-disposition": `attachment; filename="Oferta _ _2_.png"; filename*=UTF-8''Oferta%20%C8%99%20%E2%80%9C2%E2%80%9D.png`,
    });
  });

  it("may be JSON or of no known type: its bytes are kept as they are", async () => {
    const json = Buffer.from('{ "a":  1 }');
    const { id } = (await add("a.json", json, { "content-type": "application/json; charset=utf-8" })).body;
    expect((await download(id)).rawPayload.equals(json)).toBe(true);
    const { body } = await add("b", PNG, { "content-type": "application/x-nobody-knows" });
    expect(body.type).toBe("application/x-nobody-knows");
  });

  it("has at most 10 MiB", async () => {
    const largest = Buffer.alloc(10 * 1024 * 1024, 7);
    const { status, body } = await add("largest.bin", largest, { "idempotency-key": "largest" });
    expect({ status, size: body.size }).toEqual({ status: 201, size: 10_485_760 });
    expect((await download(body.id)).rawPayload.equals(largest)).toBe(true);
    const refused = await add("larger.bin", Buffer.alloc(10 * 1024 * 1024 + 1));
    expect(refused).toMatchObject({ status: 413, body: { code: "too_large" } });
  });

  it("sent again with its Idempotency-Key is added once", async () => {
    const { id } = (await api.call("POST records/deal", { title: "Once" })).body;
    const once = { "idempotency-key": "once" };
    const first = await add("a.txt", PNG, once, id);
    expect((await add("a.txt", PNG, once, id)).body).toEqual(first.body);
    expect(await listed(id)).toEqual(["a.txt"]);
    expect((await add("a.txt", Buffer.from("other"), once, id)).status).toBe(422);
  });

  it("is listed the newest first, and gone when it is deleted", async () => {
    const { id } = (await api.call("POST records/deal", { title: "Two" })).body;
    const first = (await add("first", PNG, {}, id)).body;
    await add("second", PNG, {}, id);
    expect(await listed(id)).toEqual(["second", "first"]);
    expect((await api.call(`DELETE records/deal/${id}/files/${first.id}`)).status).toBe(204);
    expect(await listed(id)).toEqual(["second"]);
    expect((await download(first.id, id)).statusCode).toBe(404);
  });

  it("is read by who reads the record, and not added or deleted", async () => {
    const { id } = (await add("read.txt", PNG)).body;
    expect((await api.call(`GET records/deal/${deal}/files`, undefined, asReader)).status).toBe(200);
    expect((await api.call(`GET records/deal/${deal}/files/${id}`, undefined, asReader)).status).toBe(200);
    expect((await add("no.txt", PNG, asReader)).status).toBe(403);
    expect((await api.call(`DELETE records/deal/${deal}/files/${id}`, undefined, asReader)).status).toBe(403);
    expect(await listed()).not.toContain("no.txt");
  });

  it("stands in the journal when it is added and when it is deleted, and is no save of its record", async () => {
    const { id, version } = (await api.call("POST records/deal", { title: "Journal" })).body;
    const { id: file } = (await add("plan.pdf", PNG, {}, id)).body;
    const added = (await api.call(`GET records/deal/${id}`)).body;
    await api.call(`DELETE records/deal/${id}/files/${file}`);
    const { items } = (await api.call(`GET records/deal/${id}/changes`)).body;
    const told = { id: file, name: "plan.pdf", size: 8 };
    expect(items.map(({ kind, file: of }: { kind: string; file: object | null }) => [kind, of])).toEqual([
      ["created", null],
      ["file_added", told],
      ["file_removed", told],
    ]);
    expect(items[1]).toMatchObject({ actor: added.created_by, before: null });
    expect(added.version).toBe(version);
    const { at } = items[2];
    expect((await api.call(`GET records/deal/${id}?at=${at}`)).body).toMatchObject({
      title: "Journal",
      version,
    });
  });

  it("is not reached over another record", async () => {
    const { id } = (await add("mine.txt", PNG)).body;
    const other = (await api.call("POST records/deal", { title: "Other" })).body.id;
    expect((await download(id, other)).statusCode).toBe(404);
    expect((await api.call(`DELETE records/deal/${other}/files/${id}`)).status).toBe(404);
  });

  it("goes with its record: away when that is deleted, back with it, along when it is merged", async () => {
    const gone = (await api.call("POST records/deal", { title: "Gone" })).body.id;
    await add("along.txt", PNG, {}, gone);
    await api.call(`DELETE records/deal/${gone}`);
    expect((await api.call(`GET records/deal/${gone}/files`)).status).toBe(404);
    expect((await add("late.txt", PNG, {}, gone)).status).toBe(404);
    await api.call(`POST records/deal/${gone}/restore`);
    expect(await listed(gone)).toEqual(["along.txt"]);
    const kept = (await api.call("POST records/deal", { title: "Kept" })).body.id;
    await api.call(`POST records/deal/${kept}/merge`, { gone });
    expect(await listed(kept)).toEqual(["along.txt"]);
  });
});
