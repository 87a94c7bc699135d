import { decodeCp852 } from "./cp852.ts";

/** Encodings of text files that Spanish, Romanian and Hungarian programs write. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1250",
  "windows-1252",
  "iso-8859-2",
  "iso-8859-16",
  "cp852",
] as const;

export type Encoding = (typeof ENCODINGS)[number];

const OTHER_NAMES: Readonly<Record<string, Encoding>> = {
  utf8: "utf-8",
  "utf-16": "utf-16le",
  utf16: "utf-16le",
  utf16le: "utf-16le",
  utf16be: "utf-16be",
  cp1250: "windows-1250",
  win1250: "windows-1250",
  cp1252: "windows-1252",
  win1252: "windows-1252",
  ansi: "windows-1252",
  latin1: "windows-1252",
  "iso-8859-1": "windows-1252",
  latin2: "iso-8859-2",
  "8859-2": "iso-8859-2",
  latin10: "iso-8859-16",
  "8859-16": "iso-8859-16",
  ibm852: "cp852",
  "852": "cp852",
};

/** The encoding that people call so, in any case; undefined when it is none that we read. */
export const encodingNamed = (name: string): Encoding | undefined => {
  const wanted = name.trim().toLowerCase();
  return ENCODINGS.find((encoding) => encoding === wanted) ?? OTHER_NAMES[wanted];
};

/** Turns bytes into text piece by piece; the last call comes without bytes. */
export type Decode = (bytes?: Uint8Array) => string;

export const decoderOf = (encoding: Encoding): Decode => {
  if (encoding === "cp852") return (bytes) => (bytes === undefined ? "" : decodeCp852(bytes));
  const decoder = new TextDecoder(encoding);
  return (bytes) => (bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }));
};
