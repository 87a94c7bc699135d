import { expect, test } from "vitest";
import { isAutomaticAnswer } from "./automatic-answer.ts";

test.each([
  [{ "Auto-Submitted": "auto-replied" }],
  [{ "auto-submitted": "Auto-Generated (vacation)" }],
  [{ "X-Autoreply": "yes" }],
  [{ "X-AutoRespond": "Vacation" }],
  [{ Precedence: "bulk" }],
  [{ precedence: "AUTO_REPLY" }],
])("headers %o tell a machine", (headers) => {
  expect(isAutomaticAnswer({ headers, subject: "Re: Oferta" })).toBe(true);
});

test.each([
  "Automatic reply: Oferta 1",
  "Auto-reply: Offer",
  "Out of Office: back on Monday",
  "Respuesta automática: Oferta",
  "Fuera de la oficina",
  "Răspuns automat: Ofertă",
  "Sunt în concediu până luni",
  "[Out of office] Offer",
])("the subject %j tells a vacation", (subject) => {
  expect(isAutomaticAnswer({ headers: null, subject })).toBe(true);
});

test.each([
  [{}, "Re: Oferta 1"],
  [{ "Auto-Submitted": "no" }, "Re: Out of office chairs"],
  [{ "X-Autoreply": "no", Precedence: "first-class" }, "Vacation homes: our offer"],
  [null, null],
  ["nonsense", "Automatically opening doors"],
])("headers %o and the subject %j are a person's", (headers, subject) => {
  expect(isAutomaticAnswer({ headers, subject })).toBe(false);
});
