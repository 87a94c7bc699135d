import type { FieldError, ProblemDetails } from "@cadencia/contracts/api";
import { currentLanguage, translate } from "../i18n.ts";

interface Words {
  readonly message: string;
  readonly fields: readonly FieldError[];
}

/** What the server explains in English, by its stable codes in the words of the reader. */
export const problemWords = async (
  status: number,
  { code, detail, title, errors = [] }: Partial<ProblemDetails>,
): Promise<Words> => {
  const said = detail ?? title ?? String(status);
  // English is what the server writes, and it names the value and the nearest valid one.
  if (currentLanguage() === "en") return { message: said, fields: errors };
  const fields = errors.map((error) => ({ ...error, message: fieldWords(error) }));
  const told = [...new Set(fields.map(({ message }) => message))];
  if (told.length > 0) return { message: told.join(" "), fields };
  const line = detail === undefined ? null : await lineWords(detail);
  return { message: line ?? (code === undefined ? null : apiWords(code, detail)) ?? said, fields };
};

/** Loaded with the first refusal: nobody needs them before. */
const lineWords = (detail: string): Promise<string | null> =>
  import("./refusals/refusal-text.ts").then(
    ({ refusalText }) => refusalText(detail),
    () => null,
  );

/** What is wrong with one value, in the words of the reader. */
export const fieldText = (error: FieldError): string =>
  currentLanguage() === "en" ? error.message : fieldWords(error);

const fieldWords = ({ code, message, expected }: FieldError): string =>
  translate(`problems.expected.${expected ?? ""}`) ?? translate(`problems.field.${code}`) ?? message;

/** Only the detail says which: it is better than nothing, in whatever language. */
const DETAILED = new Set(["conflict", "in_use", "duplicate", "invalid"]);

const apiWords = (code: string, detail: string | undefined): string | null => {
  const words = translate(`problems.api.${code}`);
  return words !== null && detail !== undefined && DETAILED.has(code) ? `${words} (${detail})` : words;
};
