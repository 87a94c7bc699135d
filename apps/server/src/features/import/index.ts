/** Bulk import of records from CSV files and given rows. */
export { openCsv, type CsvFile, type CsvOptions } from "./csv/read-csv.ts";
export { ENCODINGS } from "./csv/encoding.ts";
export {
  ImportInterrupted,
  importRecords,
  type ImportOptions,
  type ImportProgress,
} from "./import-records.ts";
export type { FailedRow, ImportReport, RelatedCount } from "./report.ts";
export type { RowSource } from "./rows.ts";
export type { GivenSource } from "./source.ts";
export type { CreatedRow } from "./write-chunk.ts";
