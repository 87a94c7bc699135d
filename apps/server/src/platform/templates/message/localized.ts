import { LOCALES, type Locale } from "../../i18n/index.ts";

/** A text, or one for each language that has it. */
export type Localized = string | Readonly<Partial<Record<Locale, string>>>;

/** A text chosen for a reader. */
export interface Chosen {
  readonly text: string;
  /** The language its values are printed in. */
  readonly locale: Locale;
}

export interface Languages {
  readonly recipient: Locale;
  readonly workspace: Locale;
}

/**
 * The reader's language, else the workspace's, else whichever there is. Values print in the language of the text, so
 * that a Spanish sentence never holds a Romanian date; a text without language is taken for the reader's.
 */
export const choose = (localized: Localized, { recipient, workspace }: Languages): Chosen => {
  if (typeof localized === "string") return { text: localized, locale: recipient };
  const locale = [recipient, workspace, ...LOCALES].find((candidate) => isFilled(localized[candidate]));
  return { text: (locale === undefined ? null : localized[locale]) ?? "", locale: locale ?? recipient };
};

/** The texts of every language, for checking all of them. */
export const textsOf = (localized: Localized): readonly { locale: Locale | null; text: string }[] => {
  if (typeof localized === "string") return [{ locale: null, text: localized }];
  return LOCALES.flatMap((locale) => {
    const text = localized[locale];
    return text === undefined ? [] : [{ locale, text }];
  });
};

const isFilled = (text: string | undefined): boolean => text !== undefined && text.trim() !== "";
