import { describe, expect, test } from "vitest";
import { MODEL } from "../sample-records.ts";
import { htmlToText } from "./html.ts";
import { checkMessage } from "./index.ts";
import { choose } from "./localized.ts";

describe("a message", () => {
  test("speaks the recipient's language, else the workspace's, else whichever there is", () => {
    const languages = { recipient: "ro", workspace: "es" } as const;
    expect(choose({ es: "Hola", ro: "Bună" }, languages)).toEqual({ text: "Bună", locale: "ro" });
    expect(choose({ en: "Hello", es: "Hola" }, languages)).toEqual({ text: "Hola", locale: "es" });
    expect(choose({ en: "Hello", ro: " " }, languages)).toEqual({ text: "Hello", locale: "en" });
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
