import { septetsOf } from "./gsm7.ts";

/** What GSM-7 lacks and Unicode does not decompose into something that it has. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    "\t": " ",
    "\u00A0": " ",
    "\u00AD": "", // soft hyphen
    "\u200B": "", // zero-width space
    "\u2060": "", // word joiner
    "\uFEFF": "", // byte order mark
    "‘": "'",
    "’": "'",
    "‚": "'",
    "‛": "'",
    "‹": "'",
    "›": "'",
    "′": "'",
    "`": "'",
    "´": "'",
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "«": '"',
    "»": '"',
    "″": '"',
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "−": "-",
    "⁄": "/",
    "•": "*",
    "·": ".",
    "×": "x",
    "©": "(C)",
    "®": "(R)",
    ı: "i",
    Đ: "D",
    đ: "d",
    Ł: "L",
    ł: "l",
    Œ: "OE",
    œ: "oe",
    ẞ: "SS",
  }),
);

const ACCENTS = /[\u0300-\u036F]/g;

/**
 * Folds what GSM-7 lacks into what it has (ș ț ă ó become s t a o, typographic quotes and dashes plain ones) and
 * keeps what it has (ñ ü é ¿ ¡ € Ç). A character without a plain form stays: nothing a person wrote gets lost.
 */
export const transliterate = (text: string): string => Array.from(text, fold).join("");

function fold(character: string): string {
  if (septetsOf(character) !== null) return character;

  const replacement = REPLACEMENTS.get(character);
  if (replacement !== undefined) return replacement;

  // "NFKD" also takes apart ligatures, fractions, superscripts and the many widths of the space.
  const parts = Array.from(character.normalize("NFKD").replace(ACCENTS, ""), plain);
  return parts.every((part) => part !== null) ? parts.join("") : character;
}

const plain = (character: string): string | null =>
  REPLACEMENTS.get(character) ?? (septetsOf(character) === null ? null : character);
