import { isSetType, type Field, type ObjectType, type RecordView, type Value } from "@cadencia/core/model";

/** A record's own values by field key; an any-relation's object stands beside it under `<field>__object`. */
export type RecordValues = Readonly<Record<string, Value>>;

/** One row of a record table. */
export interface StoredRecord {
  readonly id: string;
  readonly object: string;
  readonly version: number;
  readonly deletedAt: string | null;
  readonly mergedInto: string | null;
  readonly values: RecordValues;
}

export const recordFromRow = (object: ObjectType, row: Readonly<Record<string, unknown>>): StoredRecord => {
  const { id, version, deleted_at, merged_into, ...values } = row;
  return {
    id: String(id),
    object: object.key,
    version: Number(version),
    deletedAt: (deleted_at as string | null) ?? null,
    mergedInto: (merged_into as string | null) ?? null,
    values: values as RecordValues,
  };
};

/** A loaded record whose relations can be walked as far as they were loaded (graph.ts). */
export class RecordNode implements RecordView {
  readonly record: StoredRecord;
  readonly links = new Map<string, RecordNode | null>();
  readonly lists = new Map<string, readonly RecordNode[]>();
  /** Fields that whoever looks may not see: to them they are empty. */
  hides: ((field: string) => boolean) | null = null;
  /** What is shown in place of what is stored: an occurrence of a recurring event. */
  readonly #shows: Readonly<Record<string, Value>> | null;

  constructor(record: StoredRecord, shows: Readonly<Record<string, Value>> | null = null) {
    this.record = record;
    this.#shows = shows;
  }

  /** The same record with its relations, shown otherwise. */
  shownWith(shows: Readonly<Record<string, Value>>): RecordNode {
    const shown = new RecordNode(this.record, shows);
    for (const [field, link] of this.links) shown.links.set(field, link);
    for (const [relation, list] of this.lists) shown.lists.set(relation, list);
    shown.hides = this.hides;
    return shown;
  }

  get id(): string {
    return this.record.id;
  }

  get object(): string {
    return this.record.object;
  }

  value(field: string): Value {
    if (field === "id") return this.record.id;
    if (this.hides?.(field) === true) return null;
    const shown = this.#shows?.[field];
    return shown === undefined ? (this.record.values[field] ?? null) : shown;
  }

  one(field: string): RecordNode | null {
    return this.hides?.(field) === true ? null : (this.links.get(field) ?? null);
  }

  many(relation: string): readonly RecordNode[] {
    return this.hides?.(relation) === true ? [] : (this.lists.get(relation) ?? []);
  }
}

export const isEmpty = (value: Value | undefined): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

/** Whether two values are the same to a save: sets compare without regard to order, everything empty is equal. */
export const sameValue = (field: Field | undefined, left: Value, right: Value): boolean => {
  if (isEmpty(left) && isEmpty(right)) return true;
  if (left === right) return true;
  if (left === null || right === null) return false;
  if (typeof left !== "object" || typeof right !== "object") return false;
  if (field !== undefined && isSetType(field.type)) return sameSet(left as string[], right as string[]);
  return stableJson(left) === stableJson(right);
};

const sameSet = (left: readonly string[], right: readonly string[]): boolean => {
  const members = new Set(left);
  return members.size === new Set(right).size && right.every((member) => members.has(member));
};

const stableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
