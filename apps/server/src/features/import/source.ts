import { openCsv, type CsvOptions } from "./csv/read-csv.ts";
import type { RowSource } from "./rows.ts";

/** What an import may be given to read. */
export type GivenSource =
  | RowSource
  | { readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | ({ readonly file: string } & CsvOptions);

export const openSource = async (given: GivenSource): Promise<RowSource> => {
  if ("columns" in given) return given;
  return "file" in given ? openCsv(given.file, given) : givenRows(given.rows);
};

/** Rows that are at hand as mappings; what a row does not name is left alone. */
const givenRows = (rows: readonly Readonly<Record<string, unknown>>[]): RowSource => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  let read = 0;
  return {
    columns,
    progress: () => ({ read, of: rows.length }),
    async *rows() {
      for (const [index, row] of rows.entries()) {
        read = index + 1;
        yield { number: read, cells: columns.map((column) => row[column]) };
      }
    },
  };
};
