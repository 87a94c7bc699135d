import { createReadStream } from "node:fs";
import { decoderOf, type Encoding } from "./encoding.ts";

/** What reading a file once tells of its bytes. */
interface Survey {
  readonly mark: Encoding | null;
  readonly isUtf8: boolean;
  /** How often each byte occurs. */
  readonly counts: Uint32Array;
}

export type Detected =
  | { readonly ok: true; readonly encoding: Encoding; readonly certain: boolean }
  | { readonly ok: false; readonly between: readonly Encoding[] };

/** More likely ones first: of equals the first wins. */
const ONE_BYTE: readonly Encoding[] = ["windows-1252", "windows-1250", "iso-8859-2", "iso-8859-16", "cp852"];

/** Letters of Spanish, Catalan, Romanian, Hungarian and their neighbours, and the signs of ordinary text. */
const ORDINARY = new Set("áéíóúüñçàèòïâîășțşţöőűäßÁÉÍÓÚÜÑÇÀÈÒÏÂÎĂȘȚŞŢÖŐŰÄ¿¡ºª€«»°·–—‘’“”„…\u00a0");

/**
 * Finds the encoding of a file by reading it whole: a file that is UTF-8 to its last byte is UTF-8. Otherwise the
 * bytes above 127 are weighed as letters of each one-byte encoding; where two readings that differ are equally
 * good, nobody is asked to trust a guess.
 */
export const detectEncoding = async (path: string): Promise<Detected> => {
  const { mark, isUtf8, counts } = await survey(path);
  if (mark !== null) return { ok: true, encoding: mark, certain: true };
  if (isUtf8) return { ok: true, encoding: "utf-8", certain: true };
  return guess(counts);
};

const survey = async (path: string): Promise<Survey> => {
  const counts = new Uint32Array(256);
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let mark: Encoding | null = null;
  let isUtf8 = true;
  let first = true;
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) {
    const bytes = chunk as Uint8Array;
    if (first) mark = byteOrderMark(bytes);
    first = false;
    if (mark !== null) break;
    isUtf8 &&= isText(() => utf8.decode(bytes, { stream: true }));
    for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  }
  if (mark === null) isUtf8 &&= isText(() => utf8.decode());
  return { mark, isUtf8, counts };
};

const isText = (decode: () => string): boolean => {
  try {
    decode();
    return true;
  } catch {
    return false;
  }
};

const byteOrderMark = (bytes: Uint8Array): Encoding | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
};

const guess = (counts: Uint32Array): Detected => {
  const present = Uint8Array.from({ length: 128 }, (_, index) => index + 128).filter(
    (byte) => (counts[byte] ?? 0) > 0,
  );
  const readings = ONE_BYTE.map((encoding) => {
    const text = decoderOf(encoding)(present);
    return { encoding, text, score: score([...text], present, counts) };
  });
  const best = Math.max(...readings.map((reading) => reading.score));
  const winners = readings.filter((reading) => reading.score === best);
  const [winner] = winners;
  if (winner === undefined || best <= 0) return { ok: false, between: ONE_BYTE };
  if (winners.some((other) => plain(other.text) !== plain(winner.text))) {
    return { ok: false, between: winners.map((reading) => reading.encoding) };
  }
  return { ok: true, encoding: winner.encoding, certain: false };
};

/** Each byte counts for a letter or a sign, and twice as much against where it would be neither. */
const score = (characters: readonly string[], bytes: Uint8Array, counts: Uint32Array): number => {
  let sum = 0;
  for (const [index, character] of characters.entries()) {
    const count = counts[bytes[index] ?? 0] ?? 0;
    sum += count * (ORDINARY.has(character) ? 1 : -2);
  }
  return sum;
};

/** Romanian letters with a cedilla and with a comma are the same letters. */
const plain = (text: string): string =>
  text.replaceAll("ş", "ș").replaceAll("ţ", "ț").replaceAll("Ş", "Ș").replaceAll("Ţ", "Ț");
