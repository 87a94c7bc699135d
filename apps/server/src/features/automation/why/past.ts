import { ANY_OBJECT, type ObjectType, type Value } from "@cadencia/core/model";
import type { Transaction } from "../../../platform/workspace/index.ts";
import type { Catalog } from "../../objects/index.ts";
import {
  readRecords,
  RecordNode,
  type PathTree,
  type RecordValues,
  type StoredRecord,
} from "../../records/index.ts";
import { readChangesSince, readChildIds, type PastChange } from "./past.repo.ts";

/** A point of the past: after the save with this number, or at an instant. */
export type Point =
  | { readonly seq: number }
  /** Without what this step wrote at that instant; `steps`: or any, which came after what the instant brought. */
  | {
      readonly at: string;
      readonly but?: string;
      /** Saves with a greater number came after, also those of that very instant; null: as instants tell. */
      readonly upTo?: number | null;
    };

/** A company may have had more children; beyond these nobody looks. */
const MOST_CHILDREN = 1000;

interface Known {
  readonly now: StoredRecord;
  /** The newest first. */
  readonly changes: readonly PastChange[];
}

/**
 * Records as they were, with all that filters reach from them: what is now, with every later change undone. Reads
 * each record once, however many points of its past are asked for; points before `since` cannot be asked for.
 */
export class Past {
  readonly #tx: Transaction;
  readonly #catalog: Catalog;
  readonly #since: number;
  /** The first instant that can be asked for; null: any. */
  readonly from: string | null;
  readonly #known = new Map<string, Known>();
  readonly #children = new Map<string, readonly string[]>();

  constructor(tx: Transaction, catalog: Catalog, { since, from }: { since: number; from: string | null }) {
    this.#tx = tx;
    this.#catalog = catalog;
    this.#since = since;
    this.from = from;
  }

  /** The record at a point with the relations that the paths walk; null where it did not exist. */
  async node(
    object: string,
    id: string,
    { point, paths }: { point: Point; paths: PathTree },
  ): Promise<RecordNode | null> {
    const type = this.#catalog.model.objects.get(object);
    if (type === undefined) return null;
    await this.#load(type, [id]);
    const record = this.#at(id, point);
    if (record === null) return null;
    const node = new RecordNode(record);
    await this.#walk(type, [node], { point, paths });
    return node;
  }

  async #walk(
    object: ObjectType,
    nodes: readonly RecordNode[],
    { point, paths }: { point: Point; paths: PathTree },
  ): Promise<void> {
    for (const [relation, below] of Object.entries(paths)) {
      const field = object.fields.get(relation);
      const reverse = object.reverse.get(relation);
      if (field !== undefined) {
        for (const node of nodes) await this.#forward(node, relation, { field, point, paths: below });
      } else if (reverse !== undefined) {
        const target = this.#catalog.model.objects.get(reverse.object);
        for (const node of nodes)
          if (target !== undefined)
            await this.#backward(node, relation, { target, fields: reverse.fields, point, paths: below });
      }
    }
  }

  async #forward(
    node: RecordNode,
    relation: string,
    {
      field,
      point,
      paths,
    }: { field: { readonly type: string; readonly to?: string }; point: Point; paths: PathTree },
  ): Promise<void> {
    const value = node.value(relation);
    const target = field.to === ANY_OBJECT ? node.value(`${relation}__object`) : (field.to ?? "user");
    if (typeof target !== "string") return;
    if (Array.isArray(value)) {
      const members: RecordNode[] = [];
      for (const id of value as string[]) {
        const member = await this.node(target, id, { point, paths });
        if (member !== null && member.value("archived") !== true) members.push(member);
      }
      node.lists.set(relation, members);
      return;
    }
    node.links.set(
      relation,
      typeof value === "string" ? await this.node(target, value, { point, paths }) : null,
    );
  }

  async #backward(
    node: RecordNode,
    relation: string,
    {
      target,
      fields,
      point,
      paths,
    }: { target: ObjectType; fields: readonly string[]; point: Point; paths: PathTree },
  ): Promise<void> {
    const key = `${node.id}/${relation}`;
    const ids =
      this.#children.get(key) ??
      (await readChildIds(this.#tx, { object: target, fields, limit: MOST_CHILDREN }, [node.id]));
    this.#children.set(key, ids);
    await this.#load(target, ids);
    const children = ids.flatMap((id): RecordNode[] => {
      const record = this.#at(id, point);
      if (record === null || record.values["archived"] === true) return [];
      return fields.some((field) => record.values[field] === node.id) ? [new RecordNode(record)] : [];
    });
    if (Object.keys(paths).length > 0) await this.#walk(target, children, { point, paths });
    node.lists.set(relation, children);
  }

  async #load(object: ObjectType, ids: readonly string[]): Promise<void> {
    const missing = ids.filter((id) => !this.#known.has(id));
    if (missing.length === 0) return;
    const records = await readRecords(this.#tx, object, missing);
    const changes = Map.groupBy(
      await readChangesSince(this.#tx, missing, this.#since),
      ({ record }) => record,
    );
    for (const record of records)
      this.#known.set(record.id, { now: record, changes: changes.get(record.id) ?? [] });
  }

  /** Undoes what came after the point. */
  #at(id: string, point: Point): StoredRecord | null {
    const known = this.#known.get(id);
    if (known === undefined) return null;
    const later = known.changes.filter((change) => isLater(change, point));
    const values: Record<string, Value> = { ...known.now.values };
    let exists = known.now.deletedAt === null;
    for (const change of later) {
      if (change.kind === "c") return null;
      if (change.kind === "d" || change.kind === "m") exists = true;
      if (change.kind === "r") exists = false;
      Object.assign(values, change.before);
    }
    if (!exists) return null;
    const last = known.changes.find((change) => !isLater(change, point));
    const stamped: RecordValues = last === undefined ? values : { ...values, updated_at: last.at };
    return { ...known.now, deletedAt: null, values: stamped };
  }
}

const isLater = (change: PastChange, point: Point): boolean => {
  if ("seq" in point) return change.seq > point.seq;
  if (typeof point.upTo === "number" && change.seq > point.upTo) return true;
  const order = Temporal.Instant.compare(Temporal.Instant.from(change.at), Temporal.Instant.from(point.at));
  if (order !== 0 || change.step === null) return order > 0;
  return point.but === "steps" || change.step === point.but;
};
