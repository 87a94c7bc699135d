const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Lines that are looked at; a header and a handful of rows tell. */
const MOST_LINES = 20;

/**
 * The delimiter that the header bears most often and that the lines below bear as often. A file of one column has
 * none and is read with commas.
 */
export const detectDelimiter = (sample: string): string => {
  const lines = outsideQuotes(sample);
  const [header = ""] = lines;
  const ranked = DELIMITERS.map((delimiter) => {
    const inHeader = countOf(header, delimiter);
    const alike = lines.filter((line) => countOf(line, delimiter) === inHeader).length;
    return { delimiter, inHeader, alike };
  }).filter(({ inHeader }) => inHeader > 0);
  const best = ranked.toSorted(
    (left, right) => right.alike - left.alike || right.inHeader - left.inHeader,
  )[0];
  return best?.delimiter ?? ",";
};

const countOf = (line: string, character: string): number => line.split(character).length - 1;

/** The first lines without what stands in quotes. What follows the last line break may be cut off. */
const outsideQuotes = (sample: string): string[] => {
  const lines = sample.replaceAll(/"(?:[^"]|"")*"/g, "").split(/\r\n|\n|\r/);
  const whole = lines.length > 1 ? lines.slice(0, -1) : lines;
  return whole.filter((line) => line.trim() !== "").slice(0, MOST_LINES);
};
