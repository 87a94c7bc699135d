import { readFileSync } from "node:fs";
import { LOCALES, type Locale } from "./locale.ts";

/** A text, or its plural forms by the categories of CLDR. */
export type Entry = string | Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>;

/** A language's texts by their dotted key ("reason.late"). */
export type Catalogue = ReadonlyMap<string, Entry>;

const PLURAL_CATEGORIES: ReadonlySet<string> = new Set(["zero", "one", "two", "few", "many", "other"]);

// Read as files, not imported: the server's tsconfig lists sources only, and a JSON import would have to be listed.
const load = (locale: Locale): Catalogue => {
  const file = new URL(`./locales/${locale}/server.json`, import.meta.url);
  return new Map(flatten(JSON.parse(readFileSync(file, "utf8")), ""));
};

function* flatten(node: object, prefix: string): Generator<[string, Entry]> {
  for (const [name, value] of Object.entries(node)) {
    const key = prefix + name;
    if (typeof value === "string" || isPlural(value)) yield [key, value];
    else yield* flatten(value, `${key}.`);
  }
}

const isPlural = (value: object): value is Exclude<Entry, string> =>
  "other" in value && Object.keys(value).every((name) => PLURAL_CATEGORIES.has(name));

const catalogues = Object.fromEntries(LOCALES.map((locale) => [locale, load(locale)])) as Readonly<
  Record<Locale, Catalogue>
>;

export const catalogueOf = (locale: Locale): Catalogue => catalogues[locale];
