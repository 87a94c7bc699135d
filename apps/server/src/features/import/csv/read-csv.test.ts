import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { hasShared, SHARED } from "../testing/shared.ts";
import type { SourceRow } from "../rows.ts";
import { decoderOf, ENCODINGS, type Encoding } from "./encoding.ts";
import { openCsv, type CsvOptions } from "./read-csv.ts";

const folder = mkdtempSync(join(tmpdir(), "cadencia-csv-"));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const fileOf = (content: string | Uint8Array): string => {
  const path = join(folder, `${(files += 1)}.csv`);
  writeFileSync(path, content);
  return path;
};

const rowsOf = async (path: string, options: CsvOptions = {}) => {
  const csv = await openCsv(path, options);
  const rows: SourceRow[] = [];
  for await (const row of csv.rows()) rows.push(row);
  return { ...csv, rows };
};

const read = (content: string | Uint8Array, options?: CsvOptions) => rowsOf(fileOf(content), options);

/** The bytes of a text in an encoding, found by asking the decoder what each byte is. */
const encode = (text: string, encoding: Encoding): Uint8Array => {
  const bytes = new Map<string, number>();
  for (let byte = 255; byte >= 0; byte -= 1) bytes.set(decoderOf(encoding)(Uint8Array.of(byte)), byte);
  return Uint8Array.from([...text].map((character) => bytes.get(character) ?? "?".charCodeAt(0)));
};

const SPANISH = "nombre;ciudad\nPeña Ibáñez;Logroño\nAñover;Cádiz\n¿Güell?;Málaga\n";
const ROMANIAN = "nume;oraș\nBălănescu;Iași\nȚărmure;Brăila\nMânăstire;Vaslui\n";
const HUNGARIAN = "név;város\nŐry Tűnde;Győr\nKövér;Szekszárd\nÁrpád;Pécs\n";
const cedillas = (text: string): string =>
  text.replaceAll("ș", "ş").replaceAll("ț", "ţ").replaceAll("Ț", "Ţ");

describe("a CSV file", () => {
  it("tells the line at which each row begins", async () => {
    const { columns, rows } = await read('a,b\n1,"x\ny"\n\n3,4\n"5\r\n\r\n5",6\n,\n7,8');
    expect(columns).toEqual(["a", "b"]);
    expect(rows).toEqual([
      { number: 2, cells: ["1", "x\ny"] },
      { number: 5, cells: ["3", "4"] },
      { number: 6, cells: ["5\r\n\r\n5", "6"] },
      { number: 10, cells: ["7", "8"] },
    ]);
  });

  it.each([
    ["comma", "a,b;c\n1,2\n3,4\n", ["a", "b;c"]],
    ["semicolon", "a;b\n1,5;2,5\n3,5;4\n", ["a", "b"]],
    ["tab", "a\tb, c\n1\t2\n", ["a", "b, c"]],
    ["bar", "a|b\n1|2\n", ["a", "b"]],
    ["a comma in quotes", '"a,b,c";d\n1;2\n', ["a,b,c", "d"]],
    ["one column", "name\nAcme\n", ["name"]],
  ])("is divided by what divides its header: %s", async (_name, text, columns) => {
    expect((await read(text)).columns).toEqual(columns);
  });

  it("keeps a stray quote, and tells of one that is never closed", async () => {
    const { rows } = await read('a,b\nCompany "X" SRL,1\n2,"3\n4,5\n');
    expect(rows).toEqual([
      { number: 2, cells: ['Company "X" SRL', "1"] },
      {
        number: 3,
        cells: [],
        problem: "a quote is opened here or below and never closed; nothing after it was read",
      },
    ]);
  });

  it("tells of rows with more or fewer cells than columns", async () => {
    const { rows } = await read("a,b\n1\n1,2,\n1,2,3\n");
    expect(rows.map(({ number, problem }) => [number, problem])).toEqual([
      [2, "the row has 1 cells, the header names 2 columns"],
      [3, undefined],
      [4, "the row has 3 cells, the header names 2 columns"],
    ]);
  });

  it("must have a header", async () => {
    await expect(read("")).rejects.toThrow("the file is empty; its first line must name the columns");
  });

  it("is read again from its start", async () => {
    const csv = await openCsv(fileOf("a\n1\n2\n"));
    for (let round = 1; round <= 2; round += 1) {
      const rows: SourceRow[] = [];
      for await (const row of csv.rows()) rows.push(row);
      expect(rows).toHaveLength(2);
      expect(csv.progress()).toEqual({ read: 6, of: 6 });
    }
  });
});

describe("its encoding", () => {
  it.each([
    ["UTF-8", Buffer.from(ROMANIAN), "utf-8"],
    ["UTF-8 with its mark", Buffer.from(`\uFEFF${ROMANIAN}`), "utf-8"],
    ["UTF-16 LE", Buffer.from(`\uFEFF${ROMANIAN}`, "utf16le"), "utf-16le"],
    ["UTF-16 BE", Buffer.from(`\uFEFF${ROMANIAN}`, "utf16le").swap16(), "utf-16be"],
  ])("is seen: %s", async (_name, bytes, encoding) => {
    const csv = await read(bytes);
    expect([csv.encoding, csv.certain]).toEqual([encoding, true]);
    expect(csv.columns).toEqual(["nume", "oraș"]);
    expect(csv.rows[1]?.cells).toEqual(["Țărmure", "Brăila"]);
  });

  it.each([
    ["Spanish of Windows", encode(SPANISH, "windows-1252"), "windows-1252", ["Peña Ibáñez", "Logroño"]],
    [
      "Romanian of Windows",
      encode(cedillas(ROMANIAN), "windows-1250"),
      "windows-1250",
      ["Bălănescu", "Iaşi"],
    ],
    ["Hungarian of Windows", encode(HUNGARIAN, "windows-1250"), "windows-1250", ["Őry Tűnde", "Győr"]],
    ["Hungarian of DOS", encode(HUNGARIAN, "cp852"), "cp852", ["Őry Tűnde", "Győr"]],
    ["Romanian of DOS", encode(cedillas(ROMANIAN), "cp852"), "cp852", ["Bălănescu", "Iaşi"]],
  ])(
    "is guessed by the letters that it gives, and said to be a guess: %s",
    async (_name, bytes, encoding, cells) => {
      const csv = await read(bytes);
      expect([csv.encoding, csv.certain]).toEqual([encoding, false]);
      expect(csv.rows[0]?.cells).toEqual(cells);
    },
  );

  it("is asked for where two readings are equally good", async () => {
    // A hard space of Windows is an á of DOS.
    await expect(read(Uint8Array.of(97, 10, 49, 0xa0, 50, 10))).rejects.toThrow(
      "say which it is: --encoding",
    );
  });

  it("is asked for where bytes are letters of nobody", async () => {
    await expect(read(Uint8Array.of(97, 10, 0xa6, 10))).rejects.toThrow("say which it is: --encoding");
  });

  it("is refused when there is none of that name", async () => {
    await expect(read("a\n", { encoding: "klingon" })).rejects.toThrow(
      'there is no encoding "klingon"; choose one of',
    );
  });

  it("is read across the pieces in which the file comes", async () => {
    const text = `name\n${"Băică Țîrlea\n".repeat(20_000)}`;
    for (const [encoding, bytes] of [
      ["utf-8", Buffer.from(text)],
      ["utf-16le", Buffer.from(text, "utf16le")],
    ] as const) {
      const { rows } = await read(bytes, { encoding });
      expect(rows).toHaveLength(20_000);
      expect(new Set(rows.map(({ cells }) => cells[0]))).toEqual(new Set(["Băică Țîrlea"]));
    }
  });
});

const CHARMAPS: readonly (readonly [Encoding, string])[] = [
  ["windows-1250", "CP1250"],
  ["windows-1252", "CP1252"],
  ["iso-8859-2", "8859-2"],
  ["iso-8859-16", "8859-16"],
  ["cp852", "CP852"],
];

describe.skipIf(!hasShared)("real files", () => {
  it.each(CHARMAPS)("%s is what Unicode's table says, byte by byte", (encoding, table) => {
    const text = readFileSync(`${SHARED}csv/charmaps/${table}.TXT`, "utf8");
    const pairs = [...text.matchAll(/^0x([\da-f]{2})\s+0x([\da-f]{4})/gim)];
    expect(pairs.length).toBeGreaterThan(240);
    for (const [, byte = "", codePoint = ""] of pairs) {
      const decoded = decoderOf(encoding)(Uint8Array.of(Number.parseInt(byte, 16)));
      expect([byte, decoded]).toEqual([byte, String.fromCodePoint(Number.parseInt(codePoint, 16))]);
    }
  });

  // The JSON of location_coordinates tells another telephone number than its CSV.
  const spectrum = hasShared
    ? readdirSync(`${SHARED}csv/csv-spectrum/csvs`).filter((name) => name !== "location_coordinates.csv")
    : [];
  it.each(spectrum)("csv-spectrum: %s", async (name) => {
    const { columns, rows } = await rowsOf(`${SHARED}csv/csv-spectrum/csvs/${name}`);
    const json = readFileSync(`${SHARED}csv/csv-spectrum/json/${name.replace(".csv", ".json")}`, "utf8");
    const objects = rows.map(({ cells }) =>
      Object.fromEntries(columns.map((column, index) => [column, cells[index]])),
    );
    expect(objects).toEqual(JSON.parse(json));
  });

  it.each([
    ["ine-municipios.csv", ",", 8124, "nombre", "Alegría-Dulantzi"],
    ["ine-provincias.csv", ",", 52, "nombre", "Balears, Illes"],
    ["siruta-uat.csv", ";", 3181, "DENLOC", "MUNICIPIUL SEBEȘ"],
  ])("%s in every encoding that has its letters", async (name, delimiter, count, column, one) => {
    const text = readFileSync(`${SHARED}csv/real-es-ro/${name}`, "utf8");
    for (const encoding of ENCODINGS.filter((each) => !each.startsWith("utf"))) {
      const bytes = encode(text, encoding);
      if (decoderOf(encoding)(bytes) !== text) continue;
      const csv = await read(bytes, { encoding });
      expect([encoding, csv.delimiter, csv.rows.length]).toEqual([encoding, delimiter, count]);
    }
    const csv = await rowsOf(`${SHARED}csv/real-es-ro/${name}`);
    expect([csv.encoding, csv.certain, csv.delimiter, csv.rows.length]).toEqual([
      "utf-8",
      true,
      delimiter,
      count,
    ]);
    const index = csv.columns.indexOf(column);
    expect(csv.rows.some(({ cells }) => cells[index] === one)).toBe(true);
  });

  it("Spain in Windows' and Romania in Windows' encoding are told apart", async () => {
    const spain = readFileSync(`${SHARED}csv/real-es-ro/ine-municipios.csv`, "utf8");
    const romania = cedillas(readFileSync(`${SHARED}csv/real-es-ro/siruta-uat.csv`, "utf8"));
    expect((await openCsv(fileOf(encode(spain, "windows-1252")))).encoding).toBe("windows-1252");
    expect((await openCsv(fileOf(encode(romania, "windows-1250")))).encoding).toBe("windows-1250");
    expect((await openCsv(fileOf(encode(romania, "cp852")))).encoding).toBe("cp852");
  });
});
