import type { Difference } from "@cadencia/contracts/automation";
import { printInline } from "@cadencia/contracts/yaml";
import { hasText, translate, type Locale } from "../../../platform/i18n/index.ts";

/** Longer values are cut in lines for people; the structured form has them whole. */
const LONGEST_VALUE = 160;

/** What differs, one line each, in the reader's language. */
export const describeDifferences = (locale: Locale, differences: readonly Difference[]): readonly string[] =>
  differences.length === 0
    ? [translate(locale, "difference.none")]
    : differences.map((difference) => describe(locale, difference));

const describe = (locale: Locale, { kind, step, part, before, after }: Difference): string => {
  const texts = { step: step ?? "", before: printed(before), after: printed(after) };
  switch (kind) {
    case "added":
      return translate(locale, "difference.step_added", texts);
    case "removed":
      return translate(locale, "difference.step_removed", texts);
    case "moved":
      return after === undefined
        ? translate(locale, "difference.step_first", texts)
        : translate(locale, "difference.step_moved", { ...texts, above: texts.after });
    case "changed": {
      const label = labelOf(locale, part ?? "");
      const what = step === null ? label : translate(locale, "difference.step", { step, part: label });
      const key = before === undefined ? "set" : after === undefined ? "cleared" : "changed";
      return translate(locale, `difference.${key}`, { ...texts, what });
    }
  }
};

const printed = (value: unknown): string => {
  if (value === undefined) return "";
  const text = printInline(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE - 1)}…`;
};

/** `enrollment.exit.when` is the goal; a parameter of an action is called by its key. */
const labelOf = (locale: Locale, part: string): string => {
  const name = part === "enrollment.exit.when" ? "goal" : part.replace(/^enrollment\.(exit\.)?/, "");
  const key = `difference.part.${name}`;
  return hasText(key) ? translate(locale, key) : part.replace(/^with\./, "");
};
