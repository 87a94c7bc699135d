import type { ActionParameters } from "@cadencia/contracts/automation";
import { afterEach, expect, test } from "vitest";
import type { WorkspaceSettings } from "../../../../platform/workspace/index.ts";
import { DEFAULT_SETTINGS } from "../../../../platform/workspace/index.ts";
import { readCredits } from "../../../messaging/index.ts";
import { buildContact, buildDeal } from "../../testing/records.ts";
import { buildWorkspace, type TestWorkspace } from "../../testing/workspace.ts";
import { deliver, send, type SendOptions } from "../sending/testing.ts";
import { sendSmsAction } from "./execute.ts";

let home: TestWorkspace;
afterEach(() => home.close());

const open = async (start: string, sms: Partial<WorkspaceSettings["sms"]> = {}) => {
  home = await buildWorkspace({ start, settings: { sms: { ...DEFAULT_SETTINGS.sms, ...sms } } });
};
const NOON = "2026-06-02T12:00";
const NIGHT = "2026-06-02T23:15";

const text = (
  contact: string | null,
  parameters: Partial<ActionParameters<"send_sms">> = {},
  options: Partial<SendOptions> = {},
) =>
  home
    .inUnit(async () => {})
    .then(async () => {
      const deal = await buildDeal(home, { contact });
      const full = {
        to: "customer",
        ...(parameters.template === undefined ? { text: "Pe curând" } : {}),
        ...parameters,
      };
      return send(home, { action: sendSmsAction, parameters: full }, { records: [deal.id], ...options });
    });

test("a text goes to the number in its international form, counted in segments", async () => {
  await open(NOON);
  const contact = await buildContact(home, { phone: "600 000 001" });
  expect(await text(contact.id)).toEqual([{ status: "sending" }]);
  const { handed } = await deliver(home);
  expect(handed).toMatchObject([
    { payload: { channel: "sms", to: "+34600000001", text: "Pe curând", segments: 1, encoding: "UCS-2" } },
  ]);
});

test("it is transliterated where the template or the workspace says so", async () => {
  await open(NOON);
  const contact = await buildContact(home, { phone: "+40722000001" });
  await text(
    contact.id,
    { template: "soon" },
    { templates: { soon: { kind: "sms", body: "Pe curând", transliterate: true } } },
  );
  expect((await deliver(home)).handed).toMatchObject([
    { payload: { text: "Pe curand", encoding: "GSM-7", template: "soon" } },
  ]);
});

test.each([null, "12", "call me"])("a contact with the number %j cannot be reached", async (phone) => {
  await open(NOON);
  const contact = await buildContact(home, { phone });
  expect(await text(contact.id)).toMatchObject([{ status: "failed", reason: "no_recipient" }]);
});

test("at night a text waits for the end of the quiet hours where the recipient is", async () => {
  await open(NIGHT);
  const contact = await buildContact(home, { phone: "+40722000001" });
  const until = Temporal.Instant.from("2026-06-03T07:30+03:00");
  const quiet = [{ from: "23:00", to: "07:30", timeZone: "Europe/Bucharest" }];
  expect(await text(contact.id)).toEqual([{ status: "waiting", reason: "quiet_hours", until, quiet }]);
  home.clock.advanceTo(until);
  expect(await text(contact.id)).toEqual([{ status: "sending" }]);
});

test("it may be evening here and day there", async () => {
  await open(NIGHT);
  const contact = await buildContact(home, { phone: "+34600000001", timezone: "America/Lima" });
  expect(await text(contact.id)).toEqual([{ status: "sending" }]);
});

test("with drop, by the workspace or by the step, it is never sent", async () => {
  await open(NIGHT);
  const contact = await buildContact(home, { phone: "+34600000001" });
  const dropped = [{ status: "suppressed", reason: "quiet_hours" }];
  expect(await text(contact.id, {}, { quiet: "drop" })).toMatchObject(dropped);
  expect(await text(contact.id, { quiet: "drop" })).toMatchObject(dropped);
});

test("with drop, of two recipients the one who is awake gets it", async () => {
  await open(NIGHT);
  const contact = await buildContact(home, { phone: "+34600000001" });
  expect(await text(contact.id, { to: ["customer", "+525512345678"], quiet: "drop" })).toEqual([
    { status: "sending" },
  ]);
  expect((await deliver(home)).handed).toMatchObject([{ payload: { to: "+525512345678" } }]);
});

test("credits are reserved by segment, and their lack is a failure", async () => {
  await open(NOON, { credits: 5, price: 2 });
  const contact = await buildContact(home, { phone: "+34600000001" });
  const long = { text: "a".repeat(161) };
  expect(await text(contact.id, long)).toEqual([{ status: "sending" }]);
  expect(await text(contact.id)).toMatchObject([{ status: "failed", reason: "no_credit" }]);
  expect(await home.inUnit(({ tx }) => readCredits(tx, "sms"))).toBe("1");
});

test("two numbers that are the same get one text", async () => {
  await open(NOON);
  const contact = await buildContact(home, { mobile: "0034600000001", phone: "+34910000001" });
  await text(contact.id, { to: ["customer", "field:contact.mobile", "600000001"] });
  expect((await deliver(home)).handed).toHaveLength(1);
});
