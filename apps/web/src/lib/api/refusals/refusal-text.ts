import { addTexts, currentLanguage, translate } from "../../i18n.ts";
import { lineIn, type Said } from "../../known-line.ts";
import { REFUSAL_LINES } from "./refusal-lines.ts";

/** English is what the server writes. */
const TEXTS: Readonly<Record<string, () => Promise<{ readonly default: object }>>> = {
  es: () => import("../../../locales/es/refusals.json", { with: { type: "json" } }),
  ro: () => import("../../../locales/ro/refusals.json", { with: { type: "json" } }),
};

/** A line of the server in the words of the reader; null where nobody has put it in words. */
export const refusalText = async (line: string): Promise<string | null> => {
  const said = lineIn(REFUSAL_LINES, line);
  const language = currentLanguage();
  const texts = await TEXTS[language]?.();
  if (said === null || texts === undefined) return null;
  addTexts(language, { refusals: texts.default });
  return translate(`refusals.${said.key}`, wordsFor(said));
};

/** What a line names: objects and reasons by what they are called. */
const wordsFor = ({ params }: Said): Readonly<Record<string, string | number>> => {
  const { object, other, reason, count, users } = params;
  return {
    ...params,
    ...(object === undefined ? {} : { object: objectName(object) }),
    ...(other === undefined ? {} : { other: objectName(other) }),
    ...(reason === undefined ? {} : { reason: translate(`reasons.reason.${reason}`) ?? "" }),
    ...(count === undefined ? {} : { count: Number(count) }),
    ...(users === undefined ? {} : { users: users.replaceAll(/(?:automation|segment) "([^"]*)"/gu, "$1") }),
  };
};

const objectName = (key: string): string => translate(`model.object.${key}`) ?? key;
