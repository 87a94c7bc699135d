/** Bulk import of records from CSV files and given rows. */
export { openCsv, type CsvFile } from "./csv/read-csv.ts";
export { ENCODINGS } from "./csv/encoding.ts";
export { ImportInterrupted, importRecords, type ImportOptions } from "./import-records.ts";
export type { FailedRow, ImportReport } from "./report.ts";
export type { CreatedRow } from "./write-chunk.ts";
