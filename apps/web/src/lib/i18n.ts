import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { fetchedChunk } from "./fetched-chunk.ts";

export const LANGUAGES = ["en", "es", "ro"] as const;
export type Language = (typeof LANGUAGES)[number];

const isLanguage = (text: string): text is Language => (LANGUAGES as readonly string[]).includes(text);

const i18n = createInstance();

/** One chunk a language: nobody loads what they do not read. */
const LOADERS: Readonly<Record<Language, () => Promise<{ texts: object }>>> = {
  en: () => import("../locales/en/index.ts"),
  es: () => import("../locales/es/index.ts"),
  ro: () => import("../locales/ro/index.ts"),
};

/** What the first pages do not say. */
const REST: typeof LOADERS = {
  en: () => import("../locales/en/rest.ts"),
  es: () => import("../locales/es/rest.ts"),
  ro: () => import("../locales/ro/rest.ts"),
};
let isRestWanted = false;

const REMEMBERED = "cadencia.language";

/** Before anybody has logged in: what was chosen here last, else what the browser asks for. */
export const prepareLanguage = async (): Promise<void> => {
  const wanted = [localStorage.getItem(REMEMBERED) ?? "", ...navigator.languages];
  const language = wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? "en";
  await i18n.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    resources: { [language]: await load(language) },
    partialBundledLanguages: true,
  });
  document.documentElement.lang = language;
  // Asked for ahead; what cannot be loaded now is asked for again, and its failure told, where it is shown.
  if (isRestWanted) void addRest(language).catch(() => undefined);
};

export const switchLanguage = async (tag: string): Promise<void> => {
  const language = tag.slice(0, 2).toLowerCase();
  if (!isLanguage(language) || language === i18n.language) return;
  if (!i18n.hasResourceBundle(language, "translation"))
    i18n.addResourceBundle(language, "translation", (await load(language)).translation);
  if (isRestWanted) await addRest(language);
  await i18n.changeLanguage(language);
  localStorage.setItem(REMEMBERED, language);
  document.documentElement.lang = language;
};

const load = async (language: Language): Promise<{ translation: object }> => ({
  translation: (await fetchedChunk(LOADERS[language])).texts,
});

const addRest = async (language: Language): Promise<void> =>
  addTexts(language, (await fetchedChunk(REST[language])).texts);

/** All texts are there when it is done, and whenever the language changes. */
export const prepareRest = async (): Promise<void> => {
  isRestWanted = true;
  const language = i18n.language;
  if (isLanguage(language)) await addRest(language);
  // It was switched meanwhile, by who did not know of this yet.
  if (i18n.language !== language) await prepareRest();
};

export const currentLanguage = (): string => i18n.language;

/** A text outside of React; null where there is none. */
export const translate = (key: string, params: Readonly<Record<string, unknown>> = {}): string | null =>
  i18n.exists(key, params) ? i18n.t(key, params) : null;

/** Texts that only come with what needs them. */
export const addTexts = (language: string, texts: object): void =>
  void i18n.addResourceBundle(language, "translation", texts, true);
