import { quote } from "@cadencia/contracts/problems";

export type DecimalMark = "." | ",";

export type ReadNumber =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly reason: string };

/** Signs of currencies and of percent say nothing that the field does not say. */
const ORNAMENTS = /[\p{Sc}%]/gu;
const SPACES = /\s/g;

/**
 * A number as people write it. Where the file does not say what its decimal mark is, a comma is refused rather than
 * guessed: 1,234 is a thousand times more to one half of Europe than to the other.
 */
export const readNumber = (text: string, mark: DecimalMark | null): ReadNumber => {
  const bare = text.replaceAll(ORNAMENTS, "").trim();
  if (mark === null) {
    if (!bare.includes(",")) return { ok: true, value: bare };
    return {
      ok: false,
      reason: `holds a comma (${quote(text)}); say what it means with decimal: "," or decimal: "."`,
    };
  }
  const match = SHAPES[mark].exec(bare);
  if (match === null)
    return { ok: false, reason: `must be a number with the decimal mark "${mark}", not ${quote(text)}` };
  const [, sign = "", whole = "", fraction = ""] = match;
  const digits = whole.replaceAll(SPACES, "").replaceAll(/[.,'’]/g, "");
  return { ok: true, value: `${sign}${digits}${fraction === "" ? "" : `.${fraction}`}` };
};

/** Thousands may be set apart, by one sign throughout. */
const shapeWith = (mark: string, thousands: string): RegExp =>
  new RegExp(
    `^([+-]?)(\\d{1,3}(?:(${thousands})\\d{3}(?:\\3\\d{3})*)?|\\d+)(?:${RegExp.escape(mark)}(\\d*))?$`,
    "u",
  );

const SHAPES: Readonly<Record<DecimalMark, { exec(text: string): readonly (string | undefined)[] | null }>> =
  {
    ".": withoutSeparator(shapeWith(".", "[,\\s'’]")),
    ",": withoutSeparator(shapeWith(",", "[.\\s'’]")),
  };

/** Sign, whole and fraction; the separator's own group is of no interest. */
function withoutSeparator(shape: RegExp) {
  return {
    exec: (text: string) => {
      const match = shape.exec(text);
      return match === null ? null : [match[0], match[1], match[2], match[4]];
    },
  };
}
