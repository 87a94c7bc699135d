import { describe, expect, it } from "vitest";
import { texts as enFirst } from "./en/index.ts";
import { texts as enRest } from "./en/rest.ts";
import { texts as esFirst } from "./es/index.ts";
import { texts as esRest } from "./es/rest.ts";
import { texts as roFirst } from "./ro/index.ts";
import { texts as roRest } from "./ro/rest.ts";

const en = { ...enFirst, ...enRest };
const es = { ...esFirst, ...esRest };
const ro = { ...roFirst, ...roRest };

interface Texts {
  readonly [key: string]: string | Texts;
}

const flat = (texts: Texts, path = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, text]) =>
    typeof text === "string" ? [[path + key, text] as [string, string]] : flat(text, `${path}${key}.`),
  );

const FORM = /^(.*)_(zero|one|two|few|many|other)$/;

interface Entry {
  readonly forms: readonly string[];
  readonly placeholders: readonly string[];
}

/** Each text with the plural forms that it comes in (none: it has no number) and what is filled into it. */
const entriesOf = (texts: Texts): ReadonlyMap<string, Entry> => {
  const pairs = flat(texts);
  const keys = new Set(pairs.map(([key]) => key));
  const split = pairs.map(([key, text]) => {
    const [, base, form] = FORM.exec(key) ?? [];
    const isForm = base !== undefined && keys.has(`${base}_other`);
    return isForm ? { base, form: form ?? "", text } : { base: key, form: "", text };
  });
  return new Map(
    [...Map.groupBy(split, ({ base }) => base)].map(([base, group]) => [
      base,
      {
        forms: group.map(({ form }) => form).toSorted(),
        placeholders: [...new Set(group.flatMap(({ text }) => placeholdersOf(text)))].toSorted(),
      },
    ]),
  );
};

const placeholdersOf = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([^},\s]+)/gu)].map(([, name]) => name ?? "");

const english = entriesOf(en);

describe.each([
  ["en", en],
  ["es", es],
  ["ro", ro],
] as const)("the texts in %s", (language, texts: Texts) => {
  const entries = entriesOf(texts);

  it("are all there, and no others", () => {
    expect([...entries.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it("fill in what the English ones do", () => {
    const differing = [...entries].filter(
      ([key, { placeholders }]) => String(placeholders) !== String(english.get(key)?.placeholders),
    );
    expect(differing).toEqual([]);
  });

  it("have every plural form of the language", () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const wrong = [...entries].filter(([, { forms }]) => forms[0] !== "" && String(forms) !== String(needed));
    expect(wrong).toEqual([]);
  });

  it("stand between the quotation marks of the language", () => {
    const foreign = { en: /[«»„]/u, es: /[“”„]/u, ro: /[«»“]/u }[language];
    expect(flat(texts).filter(([, text]) => foreign.test(text))).toEqual([]);
  });

  it("are not empty", () => {
    expect(flat(texts).filter(([, text]) => text.trim() === "")).toEqual([]);
  });
});
