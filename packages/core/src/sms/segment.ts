import { septetsOf } from "./gsm7.ts";
import { transliterate } from "./transliterate.ts";

export interface SegmentedSms {
  /** What is handed over: in NFC, and transliterated if asked. */
  readonly text: string;
  readonly encoding: "GSM-7" | "UCS-2";
  /** How many messages the network carries and bills; 0 for an empty text. */
  readonly segments: number;
  /** Septets (GSM-7, an extension character counting two) or UTF-16 code units (UCS-2). */
  readonly units: number;
}

interface Capacity {
  /** Units of a message that stands alone. */
  readonly single: number;
  /** Units of a part: the header that joins the parts takes 6 of 140 bytes (3GPP TS 23.040 §9.2.3.24). */
  readonly part: number;
}

const GSM7: Capacity = { single: 160, part: 153 };
const UCS2: Capacity = { single: 70, part: 67 };

/** How a text travels as SMS, and how many segments it costs. */
export function segmentSms(text: string, options: { readonly transliterate?: boolean } = {}): SegmentedSms {
  const normal = text.toWellFormed().normalize("NFC");
  const carried = options.transliterate ? transliterate(normal) : normal;

  const characters = Array.from(carried);
  const septets = characters.map(septetsOf);
  if (septets.every((size) => size !== null))
    return { text: carried, encoding: "GSM-7", ...measure(septets, GSM7) };

  const codeUnits = characters.map((character) => character.length);
  return { text: carried, encoding: "UCS-2", ...measure(codeUnits, UCS2) };
}

/** An escape pair and a surrogate pair are never split: one that does not fit any more begins the next part. */
function measure(sizes: readonly number[], capacity: Capacity): { segments: number; units: number } {
  const units = sizes.reduce((total, size) => total + size, 0);
  if (units <= capacity.single) return { segments: units === 0 ? 0 : 1, units };

  let segments = 1;
  let filled = 0;
  for (const size of sizes) {
    if (filled + size > capacity.part) {
      segments++;
      filled = 0;
    }
    filled += size;
  }
  return { segments, units };
}
