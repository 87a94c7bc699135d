/** The languages that the product speaks. */
export const LOCALES = ["en", "es", "ro"] as const;

export type Locale = (typeof LOCALES)[number];

/** Reads a language as people and systems write it ("es", "es-MX", "ro_RO"); null when the product lacks it. */
export const toLocale = (tag: string | null | undefined): Locale | null => {
  const language = tag?.trim().toLowerCase().split(/[-_]/)[0];
  return LOCALES.find((locale) => locale === language) ?? null;
};
