import type { FieldProblem } from "../../platform/errors/index.ts";

/** A row that was not imported, and why. */
export interface FailedRow {
  /** The line of the file, or the position among given rows. */
  readonly row: number;
  readonly problems: readonly FieldProblem[];
}

export interface RelatedCount {
  /** The field of the map. */
  readonly field: string;
  readonly object: string;
  /** Cells that named a record that was there, or that an earlier row had made. */
  readonly matched: number;
  /** Records that were made because the map says `create`. */
  readonly created: number;
}

/** What an import did; of a dry run, what it would do. */
export interface ImportReport {
  /** Rows looked at, good and bad: those are committed, in this order of the file. */
  readonly rows: number;
  readonly created: number;
  readonly failures: number;
  /** The first of the failures; every one was handed to `onFailed`. */
  readonly failed: readonly FailedRow[];
  readonly related: readonly RelatedCount[];
}

/** However bad the file, the report stays short. */
const MOST_KEPT = 1000;

export class Tally {
  #rows = 0;
  #created = 0;
  #failures = 0;
  readonly #failed: FailedRow[] = [];
  readonly #related = new Map<string, RelatedCount>();

  add(chunk: {
    readonly rows: number;
    readonly created: number;
    readonly failed: readonly FailedRow[];
    readonly related: readonly RelatedCount[];
  }): void {
    this.#rows += chunk.rows;
    this.#created += chunk.created;
    this.#failures += chunk.failed.length;
    this.#failed.push(...chunk.failed.slice(0, MOST_KEPT - this.#failed.length));
    for (const count of chunk.related) {
      const known = this.#related.get(count.field);
      const matched = count.matched + (known?.matched ?? 0);
      const created = count.created + (known?.created ?? 0);
      this.#related.set(count.field, { ...count, matched, created });
    }
  }

  report(): ImportReport {
    return {
      rows: this.#rows,
      created: this.#created,
      failures: this.#failures,
      failed: [...this.#failed],
      related: [...this.#related.values()],
    };
  }
}
