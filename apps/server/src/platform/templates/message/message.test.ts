import { describe, expect, test } from "vitest";
import {
  checkMessage,
  isEmptyMessage,
  type MessageTemplate,
  type RenderedMessage,
  renderMessage,
} from "./index.ts";
import { htmlToText } from "./html.ts";
import { DEAL, MODEL, optionsIn, record, scopeOf } from "../sample-records.ts";

const message = (
  template: MessageTemplate,
  locale: "en" | "es" | "ro" = "ro",
  view = DEAL,
): RenderedMessage => renderMessage(template, scopeOf(view), { ...optionsIn(locale), workspaceLocale: "es" });

const smsOf = (body: NonNullable<MessageTemplate["body"]>): string => message({ kind: "sms", body }).text;
const isEmpty = (template: MessageTemplate): boolean =>
  isEmptyMessage(message(template, "es", record("deal", {})));

describe("a message", () => {
  test("speaks the recipient's language, else the workspace's, else whichever there is", () => {
    expect(smsOf({ es: "Hola", ro: "Bună" })).toBe("Bună");
    expect(smsOf({ en: "Hello", es: "Hola" })).toBe("Hola");
    expect(smsOf({ en: "Hello", ro: " " })).toBe("Hello");
  });

  test("prints values in the language of its text; a text without language in the recipient's", () => {
    const body = "{{ deal.close_date }}";
    expect(message({ kind: "sms", body: { es: body } }).text).toBe("2 de junio de 2026");
    expect(message({ kind: "sms", body }).text).toBe("2 iunie 2026");
  });

  test("is text alone when it is an SMS: nothing escaped, no space around", () => {
    const view = record("deal", { title: "A & B" });
    expect(message({ kind: "sms", body: " {{ deal.title }} \n" }, "es", view)).toEqual({
      kind: "text",
      text: "A & B",
    });
  });

  test("is a mail of text when its body holds no markup, even if a value does", () => {
    const view = record("deal", { title: "<b>x</b>" });
    expect(
      message({ kind: "email", subject: "S {{ deal.title }}", body: "a < b {{ deal.title }}" }, "es", view),
    ).toEqual({
      kind: "mail",
      subject: "S <b>x</b>",
      text: "a < b <b>x</b>",
      html: null,
    });
  });

  test("is a mail of HTML with a plain alternative when its body holds markup", () => {
    const view = record("deal", { title: "A & <B>" });
    const body = '<p>Hola {{ deal.title }}</p><p>Ver <a href="https://x.test/1">aquí</a></p>';
    expect(message({ kind: "email", subject: "S", body }, "es", view)).toEqual({
      kind: "mail",
      subject: "S",
      text: "Hola A & <B>\n\nVer aquí (https://x.test/1)",
      html: '<p>Hola A &amp; &lt;B&gt;</p><p>Ver <a href="https://x.test/1">aquí</a></p>',
    });
  });

  test("takes text and HTML as an action gives them", () => {
    const both = message({
      kind: "email",
      subject: "S",
      text: "plain {{ deal.title }}",
      html: "<i>{{ deal.title }}</i>",
    });
    expect(both).toMatchObject({ text: "plain Caldera", html: "<i>Caldera</i>" });
  });

  test("has a subject of one line, whatever a value brings", () => {
    const view = record("deal", { title: "A\r\nBcc: x@y.test" });
    expect(message({ kind: "email", subject: "{{ deal.title }}", body: "x" }, "es", view)).toMatchObject({
      subject: "A Bcc: x@y.test",
    });
  });

  test("is empty when nothing stands in any part of it", () => {
    expect(isEmpty({ kind: "sms", body: " {{ deal.title }} " })).toBe(true);
    expect(
      isEmpty({ kind: "email", subject: "{{ deal.title }}", body: "<p>{{ deal.title }}&nbsp;</p>" }),
    ).toBe(true);
    expect(isEmpty({ kind: "email", subject: "Hola", body: "{{ deal.title }}" })).toBe(false);
    expect(isEmpty({ kind: "email", subject: "", body: '<img src="https://x.test/a.png">' })).toBe(false);
  });

  test("is checked in every part and every language", () => {
    const found = checkMessage(
      { kind: "email", subject: "{{ deal.nme }}", body: { es: "{{ deal.title }}", ro: "{{ deal.titel }}" } },
      { model: MODEL, object: "deal" },
    );
    expect(found.map(({ part, textLocale, name }) => [part, textLocale, name])).toEqual([
      ["subject", null, "nme"],
      ["body", "ro", "titel"],
    ]);
  });
});

describe("the plain alternative", () => {
  test("keeps paragraphs, lines and lists, and drops what is not shown", () => {
    const html = `<html><head><style>p { color: red }</style></head><body><!-- no --><h1>Título</h1>
      <p>uno<br>dos &lt;3</p><ul><li>a</li><li>b</li></ul></body></html>`;
    expect(htmlToText(html)).toBe("Título\n\nuno\ndos <3\n\n- a\n- b");
  });

  test("survives markup that never ends", () => {
    expect(htmlToText("a <b")).toBe("a");
    expect(htmlToText("<style>x")).toBe("");
    expect(htmlToText("<".repeat(100_000))).toBe("");
  });
});
