import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApiKey } from "../../apps/server/src/features/access/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
let ana: { readonly id: string; readonly as: Record<string, string> };

beforeAll(async () => {
  api = await startApi({}, { clock: new VirtualClock(Temporal.Instant.from("2026-03-02T09:00:00Z")) });
  const { id } = (
    await api.call("POST records/user", { name: "Ana Pop", handle: "ana", email: "ana@cadencia.test" })
  ).body;
  const { secret } = await createApiKey(api.cadencia.workspace, { name: "ana", user: "ana" });
  ana = { id, as: { authorization: `Bearer ${secret}` } };
});
afterAll(() => api.close());

const dealOf = async (contact: object): Promise<string> => {
  const { id } = (await api.call("POST records/contact", { owner: "ana", ...contact })).body;
  return (await api.call("POST records/deal", { title: "Boiler", contact: id, owner: "ana" })).body.id;
};

const write = (deal: string, body: object, once?: string) =>
  api.call(`POST records/deal/${deal}/messages`, body, {
    ...ana.as,
    ...(once === undefined ? {} : { "idempotency-key": once }),
  });

const messagesOf = async (deal: string) => (await api.call(`GET records/deal/${deal}/messages`)).body.items;

const outboxTo = async (address: string) => {
  await api.cadencia.engine.deliver(100);
  const { pool, schema } = api.cadencia.workspace;
  const { rows } = await pool.query(`SELECT payload FROM ${schema}.outbox WHERE payload ->> 'to' = $1`, [
    address,
  ]);
  return rows.map(({ payload }: { payload: Record<string, unknown> }) => payload);
};

const MAIL = {
  channel: "email",
  subject: "About {{ deal.title }}",
  text: "Hello {{ contact.first_name }}",
} as const;

describe("a message by hand", () => {
  it("sent twice with one key stands once in the outbox and on the timeline, by its sender", async () => {
    const deal = await dealOf({ first_name: "Pedro", email: "pedro@example.test" });
    const answers = [await write(deal, MAIL, "twice"), await write(deal, MAIL, "twice")];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body).toMatchObject({
      to: "pedro@example.test",
      from: "Ana Pop <ana@cadencia.test>",
      subject: "About Boiler",
      text: "Hello Pedro",
      notSent: null,
    });
    const [mail, ...more] = await outboxTo("pedro@example.test");
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ subject: "About Boiler", text: "Hello Pedro", from: "ana@cadencia.test" });
    expect(mail?.["headers"]).not.toHaveProperty("Auto-Submitted");
    expect(await messagesOf(deal)).toMatchObject([{ created_by: ana.id, state: "sent", direction: "out" }]);
    const [message] = await messagesOf(deal);
    const { items } = (await api.call(`GET records/message/${message.id}/changes`)).body;
    expect(items[0]).toMatchObject({ kind: "created", actor: ana.id, cause: null });
  });

  it("is shown before it goes, and nothing is kept of it", async () => {
    const deal = await dealOf({ first_name: "Eva", mobile: "+40722000111" });
    const { status, body } = await write(deal, {
      channel: "sms",
      text: "Hi {{ contact.first_name }}",
      preview: true,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ to: "+40722000111", text: "Hi Eva", segments: 1, notSent: null });
    expect(await messagesOf(deal)).toEqual([]);
    expect(await outboxTo("+40722000111")).toEqual([]);
  });

  it.each([
    ["who has no address", {}, "no_recipient"],
    ["who refused mail", { email: "no@example.test", consents: { email: false } }, "no_consent"],
  ] as const)("to somebody %s is refused with the reason, told before", async (_, contact, reason) => {
    const deal = await dealOf({ first_name: "Eva", ...contact });
    expect((await write(deal, { ...MAIL, preview: true })).body).toMatchObject({ notSent: { reason } });
    const { status, body } = await write(deal, MAIL);
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ field: "to", code: reason }]);
    expect(await messagesOf(deal)).toEqual([]);
  });

  it("to an address that unsubscribed is refused with the reason", async () => {
    const deal = await dealOf({ first_name: "Ion", email: "ion@example.test" });
    const { pool, schema } = api.cadencia.workspace;
    await pool.query(
      `INSERT INTO ${schema}.address_state (address, state, since) VALUES ('ion@example.test', 'unsubscribed', now())`,
    );
    expect((await write(deal, MAIL)).body.errors).toMatchObject([{ code: "unsubscribed" }]);
    expect(await outboxTo("ion@example.test")).toEqual([]);
  });

  it("without a word in it is refused", async () => {
    const deal = await dealOf({ first_name: "Eva", email: "eva@example.test" });
    const { status, body } = await write(deal, { channel: "email", subject: " ", text: " " });
    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ code: "missing_value" }]);
  });
});
