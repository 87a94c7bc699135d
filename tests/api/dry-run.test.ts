import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startApi, type TestApi } from "./start-api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const OFFER = {
  key: "offer",
  object: "deal",
  trigger: { enters: { stage: "sales/proposal" } },
  steps: [
    {
      id: "mail",
      wait: { for: "1d" },
      do: "send_email",
      with: { to: "customer", subject: "Offer {{ deal.title }}", text: "Dear {{ contact.name }}" },
    },
    {
      id: "big",
      wait: { for: "1d" },
      if: ["amount", "gt", 10000],
      do: "notify",
      with: { to: "owner", text: "Big" },
    },
    { id: "hand-out", do: "assign", with: { mode: "queue", users: ["admin"] } },
    { id: "done", wait: { for: "1d" }, do: "set", with: { title: "Renewed" } },
  ],
};

const created = async (object: string, values: object): Promise<string> =>
  (await api.call(`POST records/${object}`, values)).body.id;

/** Every row of every table, as one text. */
const everything = async (): Promise<string> => {
  const { pool, schemaName } = api.cadencia.workspace;
  const { rows } = await pool.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'r' ORDER BY 1`,
    [schemaName],
  );
  const parts = await Promise.all(
    rows
      // A key's last use is noted with each call.
      .filter(({ name }) => name !== "api_key")
      .map(async ({ name }) => {
        const found = await pool.query(
          `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM "${schemaName}"."${name}" t`,
        );
        return `${name}: ${found.rows[0].sum}`;
      }),
  );
  return parts.join("\n");
};

describe("a dry run", () => {
  it("tells every step with time, condition, text and recipient, and leaves nothing behind", async () => {
    const contact = await created("contact", { first_name: "Pedro", email: "pedro@example.test" });
    const deal = await created("deal", { title: "Boiler", amount: 5000, contact, owner: "admin" });
    await api.call("POST automations", OFFER);
    const before = await everything();
    const { status, body } = await api.call("POST automations/offer/dry-run", { record: deal });
    expect(await everything()).toBe(before);
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "completed", complete: true, version: 1, record: deal });
    expect(body.steps).toMatchObject([
      {
        step: "mail",
        status: "done",
        effects: [
          {
            kind: "email",
            content: { to: "pedro@example.test", subject: "Offer Boiler", text: "Dear Pedro", state: "sent" },
          },
        ],
      },
      {
        step: "big",
        status: "skipped",
        reason: "condition_false",
        condition: { kind: "condition", holds: false, field: "amount", actual: "5000", expected: 10000 },
        effects: [],
      },
      { step: "hand-out", status: "done" },
      {
        step: "done",
        status: "done",
        effects: [{ kind: "update", content: { after: { title: "Renewed" } } }],
      },
    ]);
    const days = (at: string): number =>
      Math.round((Date.parse(at) - Date.parse(body.started_at)) / 86_400_000);
    expect(body.steps.map(({ at }: { at: string }) => days(at))).toEqual([1, 2, 2, 3]);
  });

  it("plays a definition that is not saved, and a change of one that is", async () => {
    const deal = await created("deal", { title: "Pump", amount: 20000, owner: "admin" });
    const before = await everything();
    const [, big] = OFFER.steps;
    for (const key of ["not-saved", "offer"]) {
      const definition = { ...OFFER, key, steps: [big] };
      const { body } = await api.call(`POST automations/${key}/dry-run`, { record: deal, definition });
      expect(body.steps).toMatchObject([
        { step: "big", status: "done", effects: [{ kind: "notify", content: { text: "Big" } }] },
      ]);
    }
    expect(await everything()).toBe(before);
  });

  it("says that `when` would not let it start", async () => {
    const deal = await created("deal", { title: "Small", amount: 10 });
    const definition = { ...OFFER, key: "rich", when: ["amount", "gt", 1000] };
    const { body } = await api.call("POST automations/rich/dry-run", { record: deal, definition });
    expect(body).toMatchObject({
      status: "not_started",
      reason: "condition_false",
      detail: "amount is 10, needs gt 1000",
      when: { holds: false, actual: "10" },
      steps: [],
    });
  });

  it("names what keeps a mail from its recipient, and which way of a branch is taken", async () => {
    const contact = await created("contact", { first_name: "Ana", email: "ana@example.test" });
    const deal = await created("deal", { title: "Roof", amount: 7, contact });
    await api.call(`PATCH records/contact/${contact}`, { email_state: "unsubscribed" });
    const [mail] = OFFER.steps;
    const definition = {
      ...OFFER,
      key: "held",
      steps: [
        mail,
        {
          branch: [
            {
              if: ["amount", "gt", 5000],
              steps: [{ id: "rich", do: "post_note", with: { text: "rich" } }],
            },
            { else: true, steps: [{ id: "poor", do: "post_note", with: { text: "poor" } }] },
          ],
        },
      ],
    };
    const { body } = await api.call("POST automations/held/dry-run", { record: deal, definition });
    expect(body.steps).toMatchObject([
      { step: "mail", status: "suppressed", reason: "unsubscribed" },
      { step: "poor", status: "done" },
    ]);
    expect(body.branches).toMatchObject([
      { branch: "1", arm: 0, condition: { holds: false, field: "amount" } },
    ]);
  });

  it("neither waits long for who holds the record nor hides from the others", async () => {
    const deal = await created("deal", { title: "Held", amount: 1 });
    const { pool, schema } = api.cadencia.workspace;
    const client = await pool.connect();
    try {
      await client.query("BEGIN");
      await client.query(`SELECT 1 FROM ${schema}.o_deal WHERE id = $1 FOR UPDATE`, [deal]);
      const { status, body } = await api.call("POST automations/offer/dry-run", { record: deal });
      expect(status).toBe(409);
      expect(body.detail).toContain("somebody is saving this record");
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
});
