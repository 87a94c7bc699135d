import { asWritten, didYouMean } from "@cadencia/core/nearest";
import type { ObjectType } from "@cadencia/core/model";
import { invalid, Refusal, type FieldProblem } from "../../platform/errors/index.ts";
import type { Engine } from "../automation/index.ts";
import { LINE_RELATIONS } from "../objects/index.ts";
import { SYSTEM, type Input, type Origin, type SaveUnit } from "../records/index.ts";
import { compileMapping, type MappedField } from "./mapping/mapping.ts";
import { KnownRelated } from "./related/known.ts";
import { Tally, type FailedRow, type ImportReport } from "./report.ts";
import type { RowSource } from "./rows.ts";
import { openSource, type GivenSource } from "./source.ts";
import type { PlacedRow } from "./read-row.ts";
import { writeChunk, type CreatedRow, type Job } from "./write-chunk.ts";

/** Rows of one transaction: large enough to be quick, small enough that nobody waits for its locks. */
const CHUNK = 1000;

export interface ImportOptions {
  readonly object: string;
  readonly source: GivenSource;
  /** Column of each field (docs/import.md); null: columns are named like the fields. */
  readonly map?: unknown;
  /** False unless asked: joins members and arms dates, starts nothing (automation.md). */
  readonly runAutomations?: boolean;
  /** Does everything and rolls it back. */
  readonly dryRun?: boolean;
  /** Who imports; the system when not given. */
  readonly origin?: Origin;
  /** Ids that the records of the rows shall bear, in the order of the rows. */
  readonly ids?: readonly string[];
  /** Turns what rows say into what the product takes (a scenario's names of records). */
  readonly translate?: (unit: SaveUnit, input: Input) => Input;
  /** Rows at the head of the source that an earlier import has done. */
  readonly skip?: number;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** After each chunk: the records that its rows became, in the order of the source. */
  readonly onCreated?: (created: readonly CreatedRow[]) => void;
  readonly onFailed?: (failed: readonly FailedRow[]) => void;
}

export interface ImportProgress {
  readonly rows: number;
  readonly created: number;
  readonly failures: number;
  /** How much of the source has been read, in its own unit. */
  readonly read: number;
  readonly of: number;
}

/** Something other than the data stopped the import; the rows of the report are committed. */
export class ImportInterrupted extends Error {
  readonly report: ImportReport;

  constructor(report: ImportReport, cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = "ImportInterrupted";
    this.report = report;
  }
}

/**
 * Imports rows as new records of one object. Each chunk of rows commits by itself: a bad row is told and does not
 * stop the others, and what stops the whole says how many rows are in.
 */
export const importRecords = async (engine: Engine, options: ImportOptions): Promise<ImportReport> => {
  const source = await openSource(options.source);
  const job = await prepare(engine, source.columns, options);
  const tally = new Tally();
  const { onProgress, onCreated, onFailed } = options;
  try {
    for await (const rows of chunksOf(source, options.skip ?? 0)) {
      const chunk = await writeChunk(job, rows);
      tally.add({
        rows: rows.length,
        created: chunk.created.length,
        failed: chunk.failed,
        related: chunk.related,
      });
      if (chunk.created.length > 0) onCreated?.(chunk.created);
      if (chunk.failed.length > 0) onFailed?.(chunk.failed);
      onProgress?.({ ...tally.report(), ...source.progress() });
    }
  } catch (error) {
    throw new ImportInterrupted(tally.report(), error);
  }
  return tally.report();
};

const prepare = async (engine: Engine, columns: readonly string[], options: ImportOptions): Promise<Job> => {
  const fields = await engine.save(async (unit): Promise<readonly MappedField[]> => {
    const lines = LINE_RELATIONS.get(options.object);
    const mapping = compileMapping(options.map, {
      object: objectNamed(unit, options.object),
      model: unit.catalog.model,
      columns,
      alsoTaken: lines === undefined ? [] : [lines],
    });
    if (!mapping.ok) throw invalid(mapping.problems);
    return mapping.fields;
  });
  if (fields.length === 0) throw invalid([NOTHING_MAPPED]);
  const origin: Origin = {
    ...(options.origin ?? SYSTEM),
    runAutomations: options.runAutomations ?? false,
    confirmed: options.runAutomations === true,
  };
  const { object, dryRun = false, ids = [], translate = (_, input) => input } = options;
  return { engine, object, fields, origin, dryRun, ids, translate, known: new KnownRelated() };
};

const objectNamed = (unit: SaveUnit, key: string): ObjectType => {
  const { objects } = unit.catalog.model;
  const object = objects.get(key);
  if (object !== undefined) return object;
  const hint = didYouMean(key, objects.keys());
  throw new Refusal("not_found", `there is no object ${asWritten(key)}${hint}`);
};

const NOTHING_MAPPED: FieldProblem = { field: "", code: "empty", message: "the map names no field" };

async function* chunksOf(source: RowSource, skip: number): AsyncGenerator<readonly PlacedRow[]> {
  let chunk: PlacedRow[] = [];
  let index = 0;
  for await (const row of source.rows()) {
    if (index >= skip) chunk.push({ ...row, index });
    index += 1;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
