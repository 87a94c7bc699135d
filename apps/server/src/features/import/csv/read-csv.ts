import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline, Readable } from "node:stream";
import { parse, type CsvError, type Options } from "csv-parse";
import { parse as parseAtOnce } from "csv-parse/sync";
import { invalid } from "../../../platform/errors/index.ts";
import type { RowSource, SourceRow } from "../rows.ts";
import { detectDelimiter } from "./detect-delimiter.ts";
import { detectEncoding } from "./detect-encoding.ts";
import { decoderOf, ENCODINGS, encodingNamed, type Encoding } from "./encoding.ts";

export interface CsvOptions {
  /** Found out when not given. */
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
}

export interface CsvFile extends RowSource {
  readonly encoding: Encoding;
  /** False: the encoding was guessed from the letters that it gives. */
  readonly certain: boolean;
  readonly delimiter: string;
}

/** Enough for any header and the rows by which the delimiter is found. */
const SAMPLE_BYTES = 1 << 18;
/** A quote that is never closed would swallow the rest of the file; no honest row is that long. */
const LONGEST_ROW = 4 << 20;

const SYNTAX: Options = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: true,
  record_delimiter: ["\r\n", "\n", "\r"],
  max_record_size: LONGEST_ROW,
};

const STREAMING = {
  ...SYNTAX,
  bom: true,
  info: true,
  skip_records_with_error: true,
  // Rows are parsed while the database works on the ones before.
  readableHighWaterMark: 1000,
};

/** Opens a CSV file: finds encoding and delimiter where they are not given, and reads the header. */
export const openCsv = async (path: string, options: CsvOptions = {}): Promise<CsvFile> => {
  const { encoding, certain } = await encodingOf(path, options.encoding);
  const { size, sample } = await readSample(path, encoding);
  const delimiter = options.delimiter ?? detectDelimiter(sample);
  const columns = readHeader(sample, delimiter);
  let read = 0;
  const count = (bytes: number): void => void (read += bytes);
  return {
    columns,
    encoding,
    certain,
    delimiter,
    progress: () => ({ read, of: size }),
    rows() {
      read = 0;
      return readRows(path, { encoding, delimiter, width: columns.length, count });
    },
  };
};

const encodingOf = async (
  path: string,
  given: string | undefined,
): Promise<{ encoding: Encoding; certain: boolean }> => {
  if (given === undefined) {
    const detected = await detectEncoding(path);
    if (detected.ok) return detected;
    throw refuse(
      "encoding",
      `the encoding of ${path} cannot be told; say which it is: --encoding ${detected.between.join(" or ")}`,
    );
  }
  const encoding = encodingNamed(given);
  if (encoding !== undefined) return { encoding, certain: true };
  throw refuse("encoding", `there is no encoding "${given}"; choose one of ${ENCODINGS.join(", ")}`);
};

const refuse = (field: string, message: string) => invalid([{ field, code: "wrong_value", message }]);

const readSample = async (path: string, encoding: Encoding): Promise<{ size: number; sample: string }> => {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return { size, sample: withoutMark(decoderOf(encoding)(buffer.subarray(0, bytesRead))) };
  } finally {
    await file.close();
  }
};

const withoutMark = (text: string): string => (text.startsWith("\uFEFF") ? text.slice(1) : text);

const readHeader = (sample: string, delimiter: string): string[] => {
  const [header] = parseAtOnce(sample, { ...SYNTAX, delimiter, to: 1 });
  if (header === undefined) throw refuse("", "the file is empty; its first line must name the columns");
  return header.map((column) => column.trim());
};

interface Reading {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly width: number;
  readonly count: (bytes: number) => void;
}

async function* readRows(path: string, reading: Reading): AsyncGenerator<SourceRow> {
  const parser = parse({ ...STREAMING, delimiter: reading.delimiter });
  const unreadable: SourceRow[] = [];
  let lastLine = 0;
  parser.on("skip", (error: CsvError) => unreadable.push(toProblem(error, lastLine)));
  // The parser bears the error of the file too: iterating over it throws what went wrong anywhere.
  pipeline(Readable.from(readBytes(path, reading)), parser, () => {});
  let header = true;
  let countedTwice = 0;
  for await (const each of parser) {
    const { record, info } = each as { record: string[]; info: { lines: number } };
    // In quotes the parser takes \r\n for two lines.
    countedTwice += breaksIn(record, CRLF);
    lastLine = info.lines - countedTwice;
    const number = lastLine - breaksIn(record, LINE_BREAK);
    if (!header && record.some((cell) => cell.trim() !== "")) yield toRow(record, number, reading.width);
    header = false;
  }
  yield* unreadable;
}

/** Bytes as UTF-8, which is what the parser works on. */
async function* readBytes(path: string, { encoding, count }: Reading): AsyncGenerator<Uint8Array | string> {
  const decode = encoding === "utf-8" ? null : decoderOf(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 17 })) {
    const bytes = chunk as Uint8Array;
    count(bytes.length);
    yield decode === null ? bytes : decode(bytes);
  }
  if (decode !== null) yield decode();
}

const LINE_BREAK = /\r\n|\n|\r/g;
const CRLF = /\r\n/g;

/** The parser tells the line at which a row ends; texts in quotes may hold lines of their own. */
const breaksIn = (record: readonly string[], kind: RegExp): number =>
  record.reduce((sum, cell) => (/[\r\n]/.test(cell) ? sum + (cell.match(kind)?.length ?? 0) : sum), 0);

const toRow = (record: readonly string[], number: number, width: number): SourceRow => {
  const surplus = record.slice(width);
  if (record.length >= width && surplus.every((cell) => cell.trim() === "")) return { number, cells: record };
  const problem = `the row has ${record.length} cells, the header names ${width} columns`;
  return { number, cells: [], problem };
};

const toProblem = (error: CsvError, lastLine: number): SourceRow => {
  const number = lastLine + 1;
  if (error.code === "CSV_QUOTE_NOT_CLOSED" || error.code === "CSV_MAX_RECORD_SIZE") {
    return {
      number,
      cells: [],
      problem: "a quote is opened here or below and never closed; nothing after it was read",
    };
  }
  return { number, cells: [], problem: error.message };
};
