import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { startApi, type Answered, type TestApi } from "./start-api.ts";

let api: TestApi;
let clerk: string;
let hook: string;

const HOOK = {
  key: "machine",
  object: "deal",
  trigger: { event: "webhook.received", find: { field: "title", payload: "code" } },
  // Nothing works the runs off here; each call takes the place of the one before.
  enrollment: { while_active: "restart" },
  steps: [{ id: "note", do: "post_note", with: { text: "{{ payload.alarm }}" } }],
};

/** Path of an address below /api/v1, as strangers call it. */
const pathOf = (address: string): string => new URL(address).pathname;
const callHook = (path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> =>
  api.call(`POST ${path}`, body, { authorization: "", ...headers });
const addressOf = async (key: string) => (await api.call(`GET automations/${key}/address`)).body;
const runs = async (): Promise<number> =>
  (await api.call("GET automations/machine/runs?limit=500")).body.items.length;

beforeAll(async () => {
  api = await startApi({ perHook: 40, guesses: 5 });
  await api.call("POST records/deal", { title: "A-17" });
  await api.call("POST automations", { ...HOOK, active: true });
  hook = pathOf((await addressOf("machine")).address);
  const { id } = (
    await api.call("POST records/user", { name: "Clerk", handle: "clerk", role: "salesperson" })
  ).body;
  clerk = (await createApiKey(api.cadencia.workspace, { name: "clerk", user: id })).secret;
});
afterAll(() => api.close());

describe("the inbound address of an automation", () => {
  it("starts a run that commits with the call, without any key", async () => {
    const answer = await callHook(hook, { code: "A-17", alarm: 5 });
    expect(answer).toMatchObject({ status: 200, body: { status: "accepted" } });
    expect(await runs()).toBe(1);
  });

  it("starts it once for an Idempotency-Key or a webhook-id, and refuses the key for another payload", async () => {
    const before = await runs();
    const body = { code: "A-17", alarm: 6 };
    for (const name of ["idempotency-key", "webhook-id"]) {
      const headers = { [name]: `call-${name}` };
      expect((await callHook(hook, body, headers)).status).toBe(200);
      const again = await callHook(hook, body, headers);
      expect([again.status, again.headers["idempotent-replayed"]]).toEqual([200, "true"]);
    }
    expect(await runs()).toBe(before + 2);
    const other = await callHook(hook, { code: "A-17", alarm: 7 }, { "webhook-id": "call-webhook-id" });
    expect(other.status).toBe(422);
  });

  it("answers two calls with one key at once with one run", async () => {
    const before = await runs();
    const headers = { "idempotency-key": "twice" };
    const answers = await Promise.all(
      [1, 2, 3].map(() => callHook(hook, { code: "A-17", alarm: 8 }, headers)),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await runs()).toBe(before + 1);
  });

  it("answers 404 where no record is found, and the call may be repeated once there is one", async () => {
    const headers = { "idempotency-key": "early" };
    const early = await callHook(hook, { code: "Z-1" }, headers);
    expect(early).toMatchObject({ status: 404, body: { detail: 'there is no deal whose title is "Z-1"' } });
    await api.call("POST records/deal", { title: "Z-1" });
    expect((await callHook(hook, { code: "Z-1" }, headers)).status).toBe(200);
  });

  it("takes JSON of a bounded size only", async () => {
    expect((await callHook(hook, { code: "A-17", text: "x".repeat(300_000) })).status).toBe(413);
    const form = await api.app.inject({
      method: "POST",
      url: hook,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      payload: "code=A-17",
    });
    expect(form.statusCode).toBe(415);
    expect((await callHook(hook, { code: "A\u0000" })).status).toBe(422);
  });

  it("is changed by an administrator; the old one is good for as long as was said", async () => {
    const rotated = await api.call("POST automations/machine/address/rotate", { old_valid_for: "2h" });
    const next = pathOf(rotated.body.address);
    expect(next).not.toBe(hook);
    expect(rotated.body.old).toHaveLength(1);
    expect(pathOf(rotated.body.old[0].address)).toBe(hook);
    expect((await callHook(hook, { code: "A-17" })).status).toBe(200);
    expect((await callHook(next, { code: "A-17" })).status).toBe(200);
    const again = await api.call("POST automations/machine/address/rotate", { old_valid_for: "0m" });
    expect((await callHook(next, { code: "A-17" })).status).toBe(404);
    expect((await callHook(hook, { code: "A-17" })).status).toBe(200);
    hook = pathOf(again.body.address);
    expect((await callHook(hook, { code: "A-17" })).status).toBe(200);
  });

  it("is shown to administrators alone", async () => {
    const headers = { authorization: `Bearer ${clerk}` };
    for (const line of ["GET automations/machine/address", "POST automations/machine/address/rotate"]) {
      expect((await api.call(line, undefined, headers)).status).toBe(403);
    }
    expect(JSON.stringify((await api.call("GET automations/machine")).body)).not.toContain("in_");
  });

  it("answers 404 while the automation is off, and is the same when it is on again", async () => {
    await api.call("POST automations/machine/deactivate");
    expect((await callHook(hook, { code: "A-17" })).status).toBe(404);
    await api.call("POST automations/machine/activate", { existing: false });
    expect((await callHook(hook, { code: "A-17" })).status).toBe(200);
  });

  it("is called so often a minute and no more, and strangers cannot try addresses out", async () => {
    const answers: number[] = [];
    for (let count = 0; count < 45; count += 1)
      answers.push((await callHook(hook, { code: "nobody" })).status);
    expect(answers).toContain(404);
    expect(answers.at(-1)).toBe(429);
    const guesses: number[] = [];
    for (let count = 0; count < 8; count += 1)
      guesses.push((await callHook(`/api/v1/hooks/in_${String(count).repeat(43)}`, {})).status);
    expect(guesses.at(-1)).toBe(429);
  });
});
