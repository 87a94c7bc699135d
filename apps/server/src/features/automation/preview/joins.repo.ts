import { ANY_OBJECT, type Model } from "@cadencia/core/model";
import { quoted, tableName } from "../../objects/index.ts";
import type { StatementValues } from "../entering/statement-values.ts";

/** A table that a statement reads, by its alias. */
export interface Place {
  readonly alias: string;
  readonly object: string;
}

/** The joins of a statement that follows to-one relations from its records; each relation is joined once. */
export class Joins {
  readonly #schema: string;
  readonly #model: Model;
  readonly #values: StatementValues;
  readonly #clauses: string[] = [];
  readonly #known = new Map<string, Place>();

  constructor({ schema, model, values }: { schema: string; model: Model; values: StatementValues }) {
    this.#schema = schema;
    this.#model = model;
    this.#values = values;
  }

  get text(): string {
    return this.#clauses.join(" ");
  }

  /** The related record, or nothing where the object has no such relation. `target` says which object, of any. */
  one(from: Place, key: string, target?: string): Place | null {
    const field = this.#model.objects.get(from.object)?.fields.get(key);
    if (field === undefined || (field.type !== "relation" && field.type !== "user")) return null;
    const object = target ?? field.to;
    if (object === undefined || !this.#model.objects.has(object)) return null;
    if (field.to !== ANY_OBJECT && field.to !== object) return null;
    const name = `${from.alias}.${key}:${object}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const place = { alias: `j${this.#known.size + 1}`, object };
    const which =
      field.to === ANY_OBJECT
        ? ` AND ${from.alias}.${quoted(`${key}__object`)} = ${this.#values.add(object, "text")}`
        : "";
    this.#known.set(name, place);
    this.add(
      `LEFT JOIN ${this.#schema}.${quoted(tableName(object))} ${place.alias}
         ON ${place.alias}.id = ${from.alias}.${quoted(key)}${which} AND ${place.alias}.deleted_at IS NULL`,
    );
    return place;
  }

  add(clause: string): void {
    this.#clauses.push(clause);
  }
}
