import { ANY_OBJECT, type Model, type ObjectType } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readChildren, readRecords } from "./records.repo.ts";
import { RecordNode, type StoredRecord } from "./row.ts";

/** Relations to walk from an object, and from where they lead: {contact: {company: {}}}. */
export interface PathTree {
  readonly [relation: string]: PathTree;
}

export const mergePaths = (trees: readonly PathTree[]): PathTree => {
  const merged: Record<string, PathTree> = {};
  for (const tree of trees) {
    for (const [relation, below] of Object.entries(tree)) {
      const known = merged[relation];
      merged[relation] = known === undefined ? below : mergePaths([known, below]);
    }
  }
  return merged;
};

export const pathTree = (paths: readonly (readonly string[])[]): PathTree =>
  mergePaths(
    paths.map((path) => path.toReversed().reduce<PathTree>((below, step) => ({ [step]: below }), {})),
  );

/**
 * Loads what the paths reach from the roots: one query a relation and level, however many roots there are.
 * Each record is one node, so what two roots share is loaded once. With `lock` the records reached over
 * to-one relations are held (FOR SHARE, in id order) until the transaction ends: nobody can change what
 * was judged before the judgement is committed (automation.md, "A save and its matches").
 */
export class Graph {
  readonly #tx: Transaction;
  readonly #model: Model;
  readonly #lock: "none" | "share";
  readonly #nodes = new Map<string, RecordNode>();

  constructor(tx: Transaction, model: Model, lock: "none" | "share" = "none") {
    this.#tx = tx;
    this.#model = model;
    this.#lock = lock;
  }

  node(record: StoredRecord): RecordNode {
    const known = this.#nodes.get(record.id);
    if (known !== undefined) return known;
    const node = new RecordNode(record);
    this.#nodes.set(record.id, node);
    return node;
  }

  async load(roots: readonly RecordNode[], paths: PathTree): Promise<void> {
    for (const [objectKey, nodes] of groupByObject(roots)) {
      const object = this.#model.objects.get(objectKey);
      if (object === undefined) continue;
      for (const [relation, below] of Object.entries(paths).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        const reached = await this.#follow(object, relation, nodes);
        if (Object.keys(below).length > 0) await this.load(reached, below);
      }
    }
  }

  async #follow(object: ObjectType, relation: string, nodes: readonly RecordNode[]): Promise<RecordNode[]> {
    const field = object.fields.get(relation);
    if (field === undefined) return this.#children(object, relation, nodes);
    switch (field.type) {
      case "relation":
      case "user":
        return field.to === ANY_OBJECT
          ? this.#anyLinks(relation, nodes)
          : this.#links(relation, field.to ?? "user", nodes);
      case "relations":
      case "users":
        return this.#lists(relation, field.to ?? "user", nodes);
      default:
        return [];
    }
  }

  async #links(relation: string, target: string, nodes: readonly RecordNode[]): Promise<RecordNode[]> {
    const pending = nodes.filter((node) => !node.links.has(relation));
    await this.#fetch(target, idsOf(pending, relation));
    for (const node of pending) {
      const id = node.value(relation);
      node.links.set(relation, typeof id === "string" ? this.#living(id) : null);
    }
    return nodes.flatMap((node) => node.links.get(relation) ?? []);
  }

  async #anyLinks(relation: string, nodes: readonly RecordNode[]): Promise<RecordNode[]> {
    const targets = Map.groupBy(nodes, (node) => node.value(`${relation}__object`));
    for (const [target, members] of targets) {
      if (typeof target === "string") await this.#links(relation, target, members);
    }
    return nodes.flatMap((node) => node.links.get(relation) ?? []);
  }

  async #lists(relation: string, target: string, nodes: readonly RecordNode[]): Promise<RecordNode[]> {
    await this.#fetch(target, [...new Set(nodes.flatMap((node) => setOf(node, relation)))]);
    for (const node of nodes) {
      node.lists.set(
        relation,
        setOf(node, relation)
          .flatMap((id) => this.#living(id) ?? [])
          .filter((member) => member.value("archived") !== true),
      );
    }
    return nodes.flatMap((node) => node.many(relation));
  }

  async #children(object: ObjectType, relation: string, nodes: readonly RecordNode[]): Promise<RecordNode[]> {
    const reverse = object.reverse.get(relation);
    const target = reverse === undefined ? undefined : this.#model.objects.get(reverse.object);
    if (reverse === undefined || target === undefined) return [];
    const pending = nodes.filter((node) => !node.lists.has(relation));
    const found = pending.length === 0 ? [] : await this.#readChildren(target, reverse.fields, pending);
    const byParent = new Map<string, RecordNode[]>(pending.map((node) => [node.id, []]));
    for (const child of found) {
      const parents = new Set(reverse.fields.map((field) => child.value(field)));
      for (const parent of parents) if (typeof parent === "string") byParent.get(parent)?.push(child);
    }
    for (const node of pending) node.lists.set(relation, byParent.get(node.id) ?? []);
    return nodes.flatMap((node) => node.many(relation));
  }

  async #readChildren(
    target: ObjectType,
    fields: readonly string[],
    parents: readonly RecordNode[],
  ): Promise<RecordNode[]> {
    const rows = await readChildren(this.#tx, target, fields, [...new Set(parents.map((node) => node.id))]);
    return rows
      .map((row) => this.node(row))
      .filter((node) => node.record.deletedAt === null && node.value("archived") !== true);
  }

  async #fetch(target: string, ids: readonly string[]): Promise<void> {
    const object = this.#model.objects.get(target);
    const missing = ids.filter((id) => !this.#nodes.has(id));
    if (object === undefined || missing.length === 0) return;
    for (const record of await readRecords(this.#tx, object, missing, this.#lock)) this.node(record);
  }

  #living(id: string): RecordNode | null {
    const node = this.#nodes.get(id);
    return node !== undefined && node.record.deletedAt === null ? node : null;
  }
}

const groupByObject = (nodes: readonly RecordNode[]): Map<string, RecordNode[]> =>
  Map.groupBy(new Set(nodes), (node) => node.object);

const idsOf = (nodes: readonly RecordNode[], relation: string): string[] => [
  ...new Set(nodes.map((node) => node.value(relation)).filter((id) => typeof id === "string")),
];

const setOf = (node: RecordNode, relation: string): readonly string[] => {
  const value = node.value(relation);
  return Array.isArray(value) ? (value as string[]) : [];
};
