import { nearest } from "@cadencia/core/nearest";
import { type Locale, translate } from "../../i18n/index.ts";
import { TemplateError, type TemplateErrorCode, type Position } from "../error.ts";
import type { Flaw } from "../validate.ts";
import { FILTER_NAMES } from "../engine.ts";
import { LIMITS } from "../limits.ts";

/** Why a template cannot be saved. */
export interface Problem {
  readonly code: TemplateErrorCode;
  /** For people, in their language, with the name that was perhaps meant. */
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** The name that is not known; null where the problem is another. */
  readonly name: string | null;
  readonly suggestion: string | null;
}

/** An unknown name, as the checker finds it. */
export interface UnknownName {
  readonly code: TemplateErrorCode;
  readonly name: string;
  /** The path before the name, for fields. */
  readonly path?: string;
  readonly position: Position;
  readonly candidates: Iterable<string>;
}

export const unknownName = (found: UnknownName, locale: Locale): Problem => {
  const suggestion = nearest(found.name, found.candidates) ?? null;
  const text = translate(locale, `template.${found.code}`, { name: found.name, path: found.path ?? "" });
  const hint = suggestion === null ? "" : ` ${translate(locale, "template.did_you_mean", { suggestion })}`;
  return { code: found.code, message: text + hint, ...found.position, name: found.name, suggestion };
};

export const flawProblem = ({ code, name, position }: Flaw, locale: Locale): Problem => {
  if (code !== "syntax") return unknownName({ code, name, position, candidates: othersThan(name) }, locale);
  const message = translate(locale, "template.surplus", { detail: name });
  return { code, message, ...position, name: null, suggestion: null };
};

/** A filter with wrong arguments is not mistaken for another. */
const othersThan = (name: string): readonly string[] => (FILTER_NAMES.includes(name) ? [] : FILTER_NAMES);

/** A template that does not compile. */
export const compileProblem = (
  error: TemplateError,
  candidates: readonly string[],
  locale: Locale,
): Problem => {
  const position = error.position ?? { line: 1, column: 1 };
  if (error.subject !== null) {
    return unknownName({ code: error.code, name: error.subject, position, candidates }, locale);
  }
  const detail = error.message.replace(/ \(line \d+, column \d+\)$/, "");
  const message = translate(locale, `template.${error.code}`, { detail, limit: LIMITS.depth });
  return { code: error.code, message, ...position, name: null, suggestion: null };
};
