import { Refusal } from "../../platform/errors/index.ts";
import type { Engine } from "../automation/index.ts";
import type { Input, NewRecord, Origin, SaveUnit, StoredRecord } from "../records/index.ts";
import type { MappedField } from "./mapping/mapping.ts";
import { completeRow, readRow, type PlacedRow, type ReadRow } from "./read-row.ts";
import { countRelated } from "./related/count-related.ts";
import { findRelated, type FoundRelated } from "./related/find-related.ts";
import type { KnownRelated } from "./related/known.ts";
import { nextWave } from "./waves.ts";
import type { FailedRow, RelatedCount } from "./report.ts";

/** What stays the same for all chunks of one import. */
export interface Job {
  readonly engine: Engine;
  readonly object: string;
  readonly fields: readonly MappedField[];
  readonly origin: Origin;
  readonly dryRun: boolean;
  readonly ids: readonly string[];
  readonly translate: (unit: SaveUnit, input: Input) => Input;
  readonly known: KnownRelated;
}

export interface CreatedRow {
  readonly row: number;
  readonly index: number;
  readonly record: StoredRecord;
}

export interface Chunk {
  readonly created: readonly CreatedRow[];
  readonly failed: readonly FailedRow[];
  readonly related: readonly RelatedCount[];
}

/**
 * Writes rows in one transaction; those that are wrong are left out and told. What only the database refuses (a
 * text too long for its index) costs the transaction: the halves are tried until the row is found.
 */
export const writeChunk = async (job: Job, rows: readonly PlacedRow[]): Promise<Chunk> => {
  try {
    return job.dryRun ? await rehearse(job, rows) : await commit(job, rows);
  } catch (error) {
    if (!isRefusedData(error)) throw error;
    const [only, ...others] = rows;
    if (only !== undefined && others.length === 0) return failedChunk(only, error);
    const half = Math.ceil(rows.length / 2);
    const first = await writeChunk(job, rows.slice(0, half));
    return joined(first, await writeChunk(job, rows.slice(half)));
  }
};

const commit = async (job: Job, rows: readonly PlacedRow[]): Promise<Chunk> => {
  const written = await job.engine.save((unit) => write(unit, job, rows));
  job.known.learn(written.ids);
  return written.chunk;
};

/** Carries what a rehearsal showed out of a transaction that must not be committed. */
class RolledBack extends Error {
  readonly written: Written;

  constructor(written: Written) {
    super("a dry run leaves nothing behind");
    this.written = written;
  }
}

/** Does all that `commit` does, the work of the database and of automations included, and rolls it back. */
const rehearse = async (job: Job, rows: readonly PlacedRow[]): Promise<Chunk> => {
  try {
    return await job.engine.save(async (unit) => {
      const written = await write(unit, job, rows);
      await unit.flush();
      throw new RolledBack(written);
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
    job.known.promise(error.written.made);
    return error.written.chunk;
  }
};

interface Written {
  readonly chunk: Chunk;
  readonly ids: ReadonlyMap<string, string>;
  /** Keys of the related records that were made. */
  readonly made: readonly string[];
}

const write = async (unit: SaveUnit, job: Job, rows: readonly PlacedRow[]): Promise<Written> => {
  const context = { timeZone: unit.catalog.settings.timeZone, resolve: unit.options.resolve };
  const read = rows.map((row) => readRow(row, job.fields, context));
  const failed: FailedRow[] = read
    .filter((row) => row.problems.length > 0)
    .map(({ number, problems }) => ({ row: number, problems }));
  const created: CreatedRow[] = [];
  const ids = new Map<string, string>();
  const made: string[] = [];
  const related: RelatedCount[] = [];
  for (
    let pending: readonly ReadRow[] = read.filter((row) => row.problems.length === 0);
    pending.length > 0;
  ) {
    const { now, later } = nextWave(pending, job.object);
    const found = await findRelated(
      unit,
      now.flatMap((row) => row.wants.flatMap(({ wanted }) => wanted)),
      job,
    );
    await create(unit, { job, rows: now, found }, { created, failed });
    for (const [key, id] of found.ids) ids.set(key, id);
    related.push(...countRelated(now, found, job));
    made.push(...found.made.keys());
    pending = later;
  }
  failed.sort((left, right) => left.row - right.row);
  return { chunk: { created, failed, related }, ids, made };
};

const create = async (
  unit: SaveUnit,
  {
    job,
    rows,
    found,
  }: { readonly job: Job; readonly rows: readonly ReadRow[]; readonly found: FoundRelated },
  { created, failed }: { readonly created: CreatedRow[]; readonly failed: FailedRow[] },
): Promise<void> => {
  const complete = rows.flatMap((row) => {
    const completed = completeRow(row, found, job.origin);
    if (!completed.ok) failed.push({ row: row.number, problems: completed.problems });
    return completed.ok ? [{ row, record: identified(unit, job, { row, record: completed.record }) }] : [];
  });
  const outcomes = await unit.create(
    job.object,
    complete.map(({ record }) => record),
  );
  for (const [position, { row }] of complete.entries()) {
    const outcome = outcomes[position];
    if (outcome?.ok === true) created.push({ row: row.number, index: row.index, record: outcome.record });
    else failed.push({ row: row.number, problems: outcome?.problems ?? [] });
  }
};

const identified = (
  unit: SaveUnit,
  job: Job,
  { row, record }: { readonly row: ReadRow; readonly record: NewRecord },
): NewRecord => {
  const id = job.ids[row.index];
  return { ...record, input: job.translate(unit, record.input), ...(id === undefined ? {} : { id }) };
};

/** Classes of PostgreSQL's errors that speak of the data: data exception, integrity, limits. */
const DATA_ERRORS = /^(22|23|54)...$/;

const isRefusedData = (error: unknown): error is Error =>
  error instanceof Refusal ||
  (error instanceof Error && "code" in error && DATA_ERRORS.test(String(error.code)));

const failedChunk = (row: PlacedRow, error: Error): Chunk => {
  const whole = { field: "", code: "refused", message: `the database refuses it: ${error.message}` };
  const problems = error instanceof Refusal && error.problems.length > 0 ? error.problems : [whole];
  return { created: [], failed: [{ row: row.number, problems }], related: [] };
};

const joined = (left: Chunk, right: Chunk): Chunk => ({
  created: [...left.created, ...right.created],
  failed: [...left.failed, ...right.failed],
  related: [...left.related, ...right.related],
});
