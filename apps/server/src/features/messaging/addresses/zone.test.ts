import type { RecordView, Value } from "@cadencia/core/model";
import { expect, test } from "vitest";
import { customerZone } from "./zone.ts";
import { homeCountry, phoneOf, toPhone } from "./phone.ts";
import { countryOfZone, isTimeZone, zoneOfCountry } from "./country.ts";
import { toEmailAddress } from "./email.ts";
import type { Recipient } from "../recipients/recipient.ts";

const contact = (values: Readonly<Record<string, Value>>): Recipient => {
  const party: RecordView = {
    id: "c",
    object: "contact",
    value: (field) => values[field] ?? null,
    one: () => null,
    many: () => [],
  };
  return { kind: "party", party };
};
const MADRID = { timeZone: "Europe/Madrid", locale: "es" } as const;

test.each([
  [{ timezone: "America/Lima", phone: "+34600000001" }, "America/Lima"],
  [{ timezone: "Mars/Olympus", phone: "+40722000001" }, "Europe/Bucharest"],
  [{ phone: "+40722000001" }, "Europe/Bucharest"],
  [{ mobile: "+525512345678", phone: "+40722000001" }, "America/Mexico_City"],
  [{ phone: "600000001" }, "Europe/Madrid"],
  [{ phone: "none" }, "Europe/Madrid"],
  [{}, "Europe/Madrid"],
])("%o is in %s", (values, zone) => {
  expect(customerZone(contact(values), MADRID)).toBe(zone);
});

test("a Spanish number is in the workspace's own zone where that is in Spain too", () => {
  const canary = { timeZone: "Atlantic/Canary", locale: "es" } as const;
  expect(customerZone(contact({ phone: "+34600000001" }), canary)).toBe("Atlantic/Canary");
});

test("every country has a zone that exists, and every zone of CLDR its country", () => {
  expect(zoneOfCountry("RO", "Europe/Madrid")).toBe("Europe/Bucharest");
  expect(zoneOfCountry("US", "Europe/Madrid")).toBe("America/New_York");
  expect(countryOfZone("Europe/Kyiv")).toBe("UA");
  expect(countryOfZone("UTC")).toBeNull();
  expect(isTimeZone("Europe/Nowhere")).toBe(false);
});

test.each([
  ["+34 600 000 001", "+34600000001"],
  ["600000001", "+34600000001"],
  ["0040 722 000 001", "+40722000001"],
  ["call me", null],
  ["12", null],
  ["", null],
])("%j is the number %s", (text, number) => {
  expect(toPhone(text, homeCountry(MADRID))?.number ?? null).toBe(number);
});

test("the mobile number comes first, unless the other one is asked for", () => {
  const both = contact({ mobile: "+34600000001", phone: "+34910000001" });
  const number = (choice: "auto" | "mobile" | "work") => phoneOf(both, { choice, home: "ES" })?.number;
  expect([number("auto"), number("mobile"), number("work")]).toEqual([
    "+34600000001",
    "+34600000001",
    "+34910000001",
  ]);
  expect(phoneOf(contact({ phone: "+34910000001" }), { choice: "mobile", home: "ES" })).toBeNull();
});

test.each([
  ["Pedro@Example.test", { address: "Pedro@Example.test", key: "pedro@example.test" }],
  ["Pedro Ruiz <pedro@example.test>", { address: "pedro@example.test", key: "pedro@example.test" }],
  ["pedro", null],
  ["a@b@c", null],
  ["a@b.test\r\nBcc: x@y.test", null],
])("%j is the address %o", (text, address) => {
  expect(toEmailAddress(text)).toEqual(address);
});
