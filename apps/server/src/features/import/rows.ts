/** Where rows come from: a file, or values that stand in a scenario. */
export interface RowSource {
  readonly columns: readonly string[];
  /** In the order of the source; may be read once more from the start. */
  rows(): AsyncIterable<SourceRow>;
  /** How far reading has come, for a progress bar. */
  readonly progress: () => { readonly read: number; readonly of: number };
}

export interface SourceRow {
  /** The line of the file where the row begins, or its position among given rows; both count from 1. */
  readonly number: number;
  /** One for each column, texts where they come from a file. */
  readonly cells: readonly unknown[];
  /** Why the row cannot be read at all. */
  readonly problem?: string;
}
