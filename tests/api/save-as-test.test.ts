import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRound } from "../../apps/server/src/features/automation/index.ts";
import { VirtualClock } from "../../apps/server/src/platform/clock/index.ts";
import { startApi, type TestApi } from "./start-api.ts";
import { runFile } from "./run-file.ts";

let api: TestApi;
// Not on a whole second: a file's clock shows none, and counts from the whole one.
const clock = new VirtualClock(Temporal.Instant.from("2026-06-01T08:00:00.417Z"));

const settle = async (): Promise<void> => {
  while (await runRound(api.cadencia.engine, { steps: 10, groups: 10, deliveries: 10 }));
};
/** A worker takes its time. */
const pass = async (duration: Temporal.DurationLike): Promise<void> => {
  clock.advanceTo(clock.now().add(duration).add({ milliseconds: 730 }));
  await settle();
};
const record = async (object: string, values: object): Promise<string> =>
  (await api.call(`POST records/${object}`, values)).body.id;
const automate = async (definition: object): Promise<void> => {
  const { status, body } = await api.call("POST automations", {
    object: "deal",
    active: true,
    ...definition,
  });
  expect([status, body.detail]).toEqual([201, undefined]);
};

/** The run of a record as a file, and what `cadencia test` says of it. */
const saved = async (id: string) => {
  const { body: runs } = await api.call(`GET runs?record=${id}`);
  const { status, body, headers } = await api.call(`GET runs/${runs.items[0].id}/scenario`);
  expect([status, headers["content-type"]]).toEqual([200, "application/yaml; charset=utf-8"]);
  const file = join(await mkdtemp(join(tmpdir(), "cadencia-")), "saved.yaml");
  await writeFile(file, body);
  return { text: body as string, result: await runFile(file) };
};

beforeAll(async () => {
  api = await startApi({}, { clock });
  await api.call("POST records/user", { name: "Ana Pop", handle: "ana", email: "ana@cadencia.test" });
  await api.call("POST objects/deal/fields", { key: "serial", type: "text" });
  await api.call("PUT templates/offer", {
    kind: "email",
    subject: "Offer {{ deal.title }}",
    body: "Hi {{ contact.first_name }}",
  });
});
afterAll(() => api.close());

describe("a run that is saved as a test", () => {
  it("began with a save, waited, skipped, and saw what people changed meanwhile", async () => {
    await automate({
      key: "follow-up",
      trigger: { enters: ["stage", "is", "sales/proposal"] },
      steps: [
        { id: "mail", do: "send_email", with: { to: "customer", template: "offer" } },
        {
          id: "text",
          wait: { for: "1d" },
          window: { days: "workday", from: "09:00" },
          if: ["amount", "gt", 5000],
          do: "send_sms",
          with: { to: "customer", text: "Hi" },
        },
        {
          id: "call",
          wait: { for: "2bd" },
          do: "plan_activity",
          with: { type: "call", summary: "Call {{ contact.name }}", owner: "ana" },
        },
        { id: "mark", wait: { for: "1d" }, do: "set", with: { serial: "called" } },
      ],
    });
    const contact = await record("contact", {
      first_name: "Pedro",
      last_name: "Ruiz",
      email: "pedro@example.test",
      phone: "+34600000001",
      consents: { sms: true },
    });
    const deal = await record("deal", {
      title: "Boiler",
      amount: 6000,
      contact,
      owner: "ana",
      stage: "sales/new",
    });
    await pass({ hours: 2 });
    await api.call(`PATCH records/deal/${deal}`, { stage: "sales/proposal" });
    await settle();
    await pass({ hours: 3 });
    await api.call(`PATCH records/deal/${deal}`, { amount: 4900 });
    for (let day = 0; day < 6; day += 1) await pass({ hours: 24 });
    const { text, result } = await saved(deal);
    expect(text).toContain("Call Pedro Ruiz");
    expect(result.failures).toEqual([]);
    expect(result.effects).toHaveLength(3);
    // It can fail: another rule does something else.
    const { body: runs } = await api.call(`GET runs?record=${deal}`);
    expect(runs.items[0].steps.map(({ status }: { status: string }) => status)).toEqual([
      "done",
      "skipped",
      "done",
      "done",
    ]);
  });

  it("began with the making of its record, and was stopped by a person", async () => {
    await automate({
      key: "welcome",
      trigger: { on: "created" },
      when: ["source", "is", "web"],
      steps: [
        { id: "note", do: "post_note", with: { text: "Welcome {{ deal.title }}" } },
        { id: "later", wait: { for: "5d" }, do: "add_tags", with: { tags: ["late"] } },
      ],
    });
    const deal = await record("deal", { title: "From the web", source: "web" });
    await settle();
    await pass({ hours: 5 });
    await api.call("POST automations/welcome/stop", { record: deal });
    const { result } = await saved(deal);
    expect(result.failures).toEqual([]);
    expect(result.effects).toHaveLength(1);
  });

  it("began with a date, or a press, and is still under way", async () => {
    const steps = [
      { id: "note", do: "post_note", with: { text: "x" } },
      { id: "later", wait: { for: "20d" }, do: "post_note", with: { text: "y" } },
    ];
    await automate({
      key: "closing",
      trigger: { date: { field: "close_date", offset: "-2d", at: "09:00" } },
      steps,
    });
    await automate({ key: "button", trigger: { manual: true }, steps });
    const dated = await record("deal", { title: "Dated", close_date: "2026-06-14" });
    const pressed = await record("deal", { title: "Pressed" });
    await pass({ hours: 24 });
    await api.call("POST automations/button/press", { record: pressed });
    for (let day = 0; day < 8; day += 1) await pass({ hours: 24 });
    for (const deal of [dated, pressed]) {
      const { result } = await saved(deal);
      expect(result.failures).toEqual([]);
      expect(result.effects).toHaveLength(1);
    }
  });

  it("fails where the automation of the file does something else", async () => {
    const deal = await record("deal", { title: "Another", source: "web" });
    await settle();
    const { text } = await saved(deal);
    const file = join(await mkdtemp(join(tmpdir(), "cadencia-")), "changed.yaml");
    await writeFile(
      file,
      text.replace('"Welcome {{ deal.title }}"', '"Goodbye"').replace("Welcome {{ deal.title }}", "Goodbye"),
    );
    const result = await runFile(file);
    expect(result.ok).toBe(false);
  });
});
