/** The default alphabet of 3GPP TS 23.038 §6.2.1, in code order; each character takes one septet. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ" +
  " !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§" +
  "¿abcdefghijklmnopqrstuvwxyzäöñüà";

/** The extension table of §6.2.1.1: an escape and a second septet. */
const EXTENSION = "\f^{}\\[~]|€";

const SEPTETS: ReadonlyMap<string, 1 | 2> = new Map([
  ...Array.from(BASIC, (character) => [character, 1] as const),
  ...Array.from(EXTENSION, (character) => [character, 2] as const),
]);

/** How many septets a character takes in GSM-7; null when GSM-7 lacks it. */
export const septetsOf = (character: string): 1 | 2 | null => SEPTETS.get(character) ?? null;
