import type { Filter } from "@cadencia/core/filter";
import { compileFilter } from "../../../platform/filter-sql/index.ts";
import type { SaveUnit } from "../../records/index.ts";

/** The values of a statement that is put together from parts; each part adds what it needs. */
export class StatementValues {
  readonly list: unknown[] = [];
  readonly #unit: SaveUnit;

  constructor(unit: SaveUnit) {
    this.#unit = unit;
  }

  /** The placeholder of a value, with its type. */
  add(value: unknown, type: string): string {
    this.list.push(value);
    return `$${this.list.length}::${type}`;
  }

  /** A filter over the records that bear the alias `t`, as of the transaction's instant. */
  filter(filter: Filter): string {
    const { tx, catalog } = this.#unit;
    const { text, params } = compileFilter(filter, {
      schema: tx.workspace.schemaName,
      alias: "t",
      now: tx.now,
      calendar: catalog.calendar,
      firstParameter: this.list.length + 1,
    });
    this.list.push(...params);
    return text;
  }
}
