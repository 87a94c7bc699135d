import { catalogueOf, type Entry } from "./catalogue.ts";
import type { Locale } from "./locale.ts";

export type TextParams = Readonly<Record<string, string | number>>;

/** A key or a parameter that the catalogue does not know: a mistake in the program, never in the data. */
export class TranslationError extends Error {
  override readonly name = "TranslationError";
}

/**
 * The text of a key in a language. `{name}` stands for a parameter, numbers print in the language's way, and
 * `count` chooses among plural forms.
 */
export const translate = (locale: Locale, key: string, params: TextParams = {}): string => {
  const entry = catalogueOf(locale).get(key);
  if (entry === undefined) throw new TranslationError(`No text "${key}" in ${locale}`);
  return formOf(entry, locale, params).replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new TranslationError(`The text "${key}" needs the parameter "${name}"`);
    return typeof value === "number" ? value.toLocaleString(locale) : value;
  });
};

/** Whether the catalogue has such a text (a reason that an extension made up has none). */
export const hasText = (key: string): boolean => catalogueOf("en").has(key);

const formOf = (entry: Entry, locale: Locale, params: TextParams): string => {
  if (typeof entry === "string") return entry;
  const category = new Intl.PluralRules(locale).select(Number(params["count"]));
  return entry[category] ?? entry.other ?? "";
};
