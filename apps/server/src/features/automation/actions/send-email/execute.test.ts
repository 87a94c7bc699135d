import type { ActionParameters } from "@cadencia/contracts/automation";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { setAddressState, type EmailPayload } from "../../../messaging/index.ts";
import { buildContact, buildDeal, buildRecord, buildUser, everyRecord } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { deliver, send, type SendOptions } from "../sending/testing.ts";
import { sendEmailAction } from "./execute.ts";

let home: TestWorkspace;
const start = async (settings = {}): Promise<void> => {
  home = await buildWorkspace({ settings });
};
beforeEach(() => start());
afterEach(() => home.close());

const mailTo = (parameters: ActionParameters<"send_email">, options: SendOptions) =>
  send(home, { action: sendEmailAction, parameters }, options);
const OFFER = { subject: "Offer {{ deal.title }}", text: "Hello {{ contact.first_name }}" };
const mails = async () => (await deliver(home)).handed.map(({ payload }) => payload as EmailPayload);

describe("recipients", () => {
  test("the customer is the contact, else the company", async () => {
    const company = await buildRecord(home, "company", { name: "ACME", email: "info@acme.test" });
    const contact = await buildContact(home, { email: "pedro@example.test", company: company.id });
    const first = await buildDeal(home, { contact: contact.id, company: company.id });
    const second = await buildDeal(home, { company: company.id });
    const records = [first.id, second.id];
    expect(await mailTo({ to: "customer", ...OFFER }, { records })).toEqual([
      { status: "sending" },
      { status: "sending" },
    ]);
    expect((await mails()).map(({ to }) => to)).toEqual(["pedro@example.test", "info@acme.test"]);
  });

  test("of a contact it is the contact; of a task its project's", async () => {
    const contact = await buildContact(home, { email: "pedro@example.test" });
    const project = await buildRecord(home, "project", { name: "Web", contact: contact.id });
    const task = await buildRecord(home, "task", { title: "Design", project: project.id });
    await mailTo({ to: "customer", ...OFFER }, { object: "contact", records: [contact.id] });
    await mailTo({ to: "customer", ...OFFER }, { object: "task", records: [task.id] });
    await mailTo({ to: "field:project.contact", ...OFFER }, { object: "task", records: [task.id] });
    expect((await mails()).map(({ to }) => to)).toEqual(Array(3).fill("pedro@example.test"));
  });

  test("fields, users and addresses, each address once", async () => {
    await buildUser(home, "ana", { email: "ana@cadencia.test" });
    await buildUser(home, "marta", { email: "MARTA@cadencia.test" });
    const contact = await buildContact(home, { email: "pedro@example.test" });
    const deal = await buildDeal(home, { contact: contact.id, owner: "ana", followers: ["marta", "ana"] });
    const to = [
      "owner",
      "followers",
      "field:contact",
      "field:contact.email",
      "user:ana",
      "marta@cadencia.test",
      "x@y.test, Z <z@y.test>",
    ];
    await mailTo({ to, ...OFFER }, { records: [deal.id] });
    expect((await mails()).map((mail) => mail.to)).toEqual([
      "ana@cadencia.test",
      "MARTA@cadencia.test",
      "pedro@example.test",
      "x@y.test",
      "z@y.test",
    ]);
  });

  test("without anybody to send to the step fails", async () => {
    await buildUser(home, "ana");
    const contact = await buildContact(home);
    const deal = await buildDeal(home, { contact: contact.id, owner: "ana" });
    for (const to of ["customer", "owner", "followers", "field:company", "nonsense"]) {
      expect(await mailTo({ to, ...OFFER }, { records: [deal.id] })).toMatchObject([
        { status: "failed", reason: "no_recipient" },
      ]);
    }
    expect(await everyRecord(home, "message")).toEqual([]);
  });

  test("copies go along with the first mail only, and never to who unsubscribed", async () => {
    await home.inUnit((unit) => setAddressState(unit, { address: "no@y.test", state: "unsubscribed" }));
    const deal = await buildDeal(home);
    await mailTo(
      { to: ["a@y.test", "b@y.test"], cc: ["c@y.test", "no@y.test", "a@y.test"], ...OFFER },
      { records: [deal.id] },
    );
    expect((await mails()).map(({ to, cc }) => [to, cc])).toEqual([
      ["a@y.test", ["c@y.test"]],
      ["b@y.test", []],
    ]);
  });
});

describe("what a mail bears", () => {
  test("its message, its sender, a stable id and the one-click link", async () => {
    await buildUser(home, "ana", { email: "ana@cadencia.test" });
    const contact = await buildContact(home, { email: "pedro@example.test" });
    const deal = await buildDeal(home, { contact: contact.id, owner: "ana" });
    await mailTo(
      { to: "customer", from: "owner", headers: { "X-Deal": "{{ deal.title }}\r\nBcc: x@y.test" }, ...OFFER },
      { records: [deal.id] },
    );
    const { handed, finished } = await deliver(home);
    expect(finished).toEqual([{ status: "done" }]);
    expect(handed).toMatchObject([
      {
        record: deal.id,
        payload: {
          from: "ana@cadencia.test",
          fromName: "Ana",
          subject: "Offer Boiler",
          text: "Hello Pedro",
          html: null,
        },
      },
    ]);
    const headers = (handed[0]?.payload as EmailPayload | undefined)?.headers;
    expect(headers).toMatchObject({
      "Message-ID": `<${handed[0]?.id}@localhost>`,
      "Auto-Submitted": "auto-generated",
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      "X-Deal": "Boiler Bcc: x@y.test",
    });
    expect(headers?.["List-Unsubscribe"]).toMatch(/^<https:\/\/localhost\/u\/test\.[\w-]{22}>$/);
    const [message] = await everyRecord(home, "message");
    expect(message?.values).toMatchObject({
      direction: "out",
      channel: "email",
      to: "pedro@example.test",
      subject: "Offer Boiler",
      state: "sent",
      record: deal.id,
      record__object: "deal",
    });
  });

  test("colleagues and transactional mail get no unsubscribe link", async () => {
    await buildUser(home, "ana", { email: "ana@cadencia.test" });
    const deal = await buildDeal(home, { owner: "ana" });
    const templates = { invoice: { subject: "Invoice", transactional: true } };
    await mailTo({ to: "owner", ...OFFER }, { records: [deal.id] });
    await mailTo({ to: "pedro@example.test", template: "invoice" }, { records: [deal.id], templates });
    for (const { headers } of await mails()) expect(Object.keys(headers)).not.toContain("List-Unsubscribe");
  });

  test("an HTML template is accompanied by plain text", async () => {
    const deal = await buildDeal(home);
    const templates = { rich: { subject: "Hi", body: "<p>Hello</p><p>Bye</p>" } };
    await mailTo({ to: "pedro@example.test", template: "rich" }, { records: [deal.id], templates });
    expect(await mails()).toMatchObject([
      { html: "<p>Hello</p><p>Bye</p>", text: "Hello\n\nBye", template: "rich" },
    ]);
  });

  test("it is written in the recipient's language, else the workspace's", async () => {
    const contact = await buildContact(home, { email: "maria@example.test", locale: "ro" });
    const deal = await buildDeal(home, { contact: contact.id });
    const templates = {
      offer: { subject: { en: "Offer", ro: "Ofertă" }, body: { en: "Hello", ro: "Bună" } },
    };
    await mailTo({ to: ["customer", "x@y.test"], template: "offer" }, { records: [deal.id], templates });
    expect((await mails()).map(({ subject }) => subject)).toEqual(["Ofertă", "Offer"]);
  });

  test("an A/B side belongs to the address", async () => {
    const deal = await buildDeal(home);
    const templates = { one: { subject: "One" }, two: { subject: "Two" } };
    const addresses = Array.from({ length: 20 }, (_, index) => `c${index}@y.test`);
    const sides = async () => {
      await mailTo({ to: addresses, template: { a: "one", b: "two" } }, { records: [deal.id], templates });
      return (await mails()).slice(-20).map(({ subject }) => subject);
    };
    const first = await sides();
    expect(new Set(first).size).toBe(2);
    expect(await sides()).toEqual(first);
  });

  test("with nothing in it, or without its template, it fails", async () => {
    const deal = await buildDeal(home);
    const to = "pedro@example.test";
    expect(
      await mailTo({ to, subject: "{{ deal.source }}", text: " " }, { records: [deal.id] }),
    ).toMatchObject([{ reason: "missing_value" }]);
    expect(await mailTo({ to, template: "none" }, { records: [deal.id] })).toMatchObject([
      { status: "failed", reason: "missing_template" },
    ]);
  });
});

const withState = async (state: "unsubscribed" | "not_working", template: string) => {
  await home.inUnit((unit) => setAddressState(unit, { address: "pedro@example.test", state }));
  const deal = await buildDeal(home);
  const templates = { offer: { subject: "Offer" }, invoice: { subject: "Invoice", transactional: true } };
  return mailTo({ to: "Pedro@example.test", template }, { records: [deal.id], templates });
};

describe("address states", () => {
  test.each([
    ["unsubscribed", "offer", { status: "suppressed", reason: "unsubscribed" }],
    ["unsubscribed", "invoice", { status: "sending" }],
    ["not_working", "invoice", { status: "suppressed", reason: "not_working" }],
  ] as const)("%s, %s: %o", async (state, template, outcome) => {
    expect(await withState(state, template)).toMatchObject([outcome]);
  });

  test("do not stop mail to a user", async () => {
    await home.inUnit((unit) =>
      setAddressState(unit, { address: "ana@cadencia.test", state: "unsubscribed" }),
    );
    await buildUser(home, "ana", { email: "ana@cadencia.test" });
    const deal = await buildDeal(home, { owner: "ana" });
    expect(await mailTo({ to: "owner", ...OFFER }, { records: [deal.id] })).toEqual([{ status: "sending" }]);
  });

  test("a refused consent stops it", async () => {
    const contact = await buildContact(home, { email: "pedro@example.test", consents: { email: false } });
    const deal = await buildDeal(home, { contact: contact.id });
    expect(await mailTo({ to: "customer", ...OFFER }, { records: [deal.id] })).toMatchObject([
      { status: "suppressed", reason: "no_consent" },
    ]);
  });

  test("one recipient's state leaves the others alone", async () => {
    await home.inUnit((unit) => setAddressState(unit, { address: "a@y.test", state: "unsubscribed" }));
    const deal = await buildDeal(home);
    expect(await mailTo({ to: ["a@y.test", "b@y.test"], ...OFFER }, { records: [deal.id] })).toEqual([
      { status: "sending" },
    ]);
    expect((await deliver(home)).finished).toEqual([{ status: "done" }]);
  });
});

describe("a frequency cap", () => {
  test("holds what is over it until the next period, also within one batch", async () => {
    await home.close();
    await start({ frequencyCap: { max: 2, per: "week" } });
    const contact = await buildContact(home, { email: "maria@example.test" });
    const deals = await Promise.all([1, 2, 3].map(() => buildDeal(home, { contact: contact.id })));
    const outcomes = await mailTo({ to: "customer", ...OFFER }, { records: deals.map(({ id }) => id) });
    const until = Temporal.Instant.from("2026-05-11T00:00+02:00");
    expect(outcomes).toEqual([
      { status: "sending" },
      { status: "sending" },
      { status: "waiting", reason: "frequency_cap", until },
    ]);
    home.clock.advanceTo(until);
    expect(await mailTo({ to: "customer", ...OFFER }, { records: [deals[2]?.id ?? null] })).toEqual([
      { status: "sending" },
    ]);
  });
});

test("a batch costs the same number of statements however large it is", async () => {
  const contact = await buildContact(home, { email: "pedro@example.test" });
  const deals = await Promise.all(Array.from({ length: 20 }, () => buildDeal(home, { contact: contact.id })));
  const cost = async (count: number): Promise<number> => {
    home.statements();
    await mailTo({ to: "customer", ...OFFER }, { records: deals.slice(0, count).map(({ id }) => id) });
    return home.statements();
  };
  const few = await cost(2);
  expect(await cost(20)).toBe(few);
});

test("what cannot work is refused when it is saved", async () => {
  await home.inUnit(async ({ catalog }) => {
    const problems = sendEmailAction.check?.(
      { to: ["custmer", "field:contcat", "user:nobody"], template: "ofer", headers: { "Message-ID": "x" } },
      { catalog, object: "deal", templates: new Set(["offer"]), userNamed: () => null },
    );
    expect(problems?.map(({ field, code }) => [field, code])).toEqual([
      ["to", "unknown_recipient"],
      ["to", "unknown_field"],
      ["to", "unknown_user"],
      ["template", "unknown_template"],
      ["headers", "reserved"],
    ]);
  });
});
