/** Lines that the server writes in English, each with the key of the reader's words; named groups are what it names. */
export type KnownLines = readonly (readonly [RegExp, string])[];

/** A line of the server by the key of the reader's words, with what it names. */
export interface Said {
  readonly key: string;
  readonly params: Readonly<Record<string, string>>;
}

export const lineIn = (lines: KnownLines, text: string): Said | null => {
  for (const [line, key] of lines) {
    const found = line.exec(text);
    if (found !== null) return { key, params: { ...found.groups } };
  }
  return null;
};
