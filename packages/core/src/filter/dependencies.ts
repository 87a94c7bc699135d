import type { Filter, RelatedNode } from "./nodes/index.ts";
import type { RelationStep } from "./relation-step.ts";
import type { FieldSource } from "./source.ts";
import { isTimeCondition } from "./time/time-condition.ts";

/** A field of a record that is reached over relations. */
export interface RelatedDependency {
  /** The way from the root record; followed backwards it leads from a changed record to the roots concerned. */
  readonly path: readonly RelationStep[];
  /** Object reached. */
  readonly object: string;
  readonly field: string;
}

/** What a filter's truth rests on. */
export interface Dependencies {
  /** Fields of the root record, its links included. */
  readonly own: readonly string[];
  /**
   * Fields of related records. Making a record is a change of all its fields; deleting and restoring one is a
   * change of `deleted_at`, which every reached object is listed with; archiving one of many, of `archived`.
   */
  readonly related: readonly RelatedDependency[];
  /** Whether the mere passing of time may change it. */
  readonly time: boolean;
}

/** Everything whose change may change the filter's truth. */
export function dependencies(filter: Filter): Dependencies {
  const found: Found = { own: new Set(), related: new Map(), time: false };
  collect(filter, [], found);
  return Object.freeze({ own: [...found.own], related: [...found.related.values()], time: found.time });
}

interface Found {
  readonly own: Set<string>;
  readonly related: Map<string, RelatedDependency>;
  time: boolean;
}

function collect(filter: Filter, path: readonly RelationStep[], found: Found): void {
  switch (filter.kind) {
    case "all":
    case "any":
      for (const part of filter.filters) collect(part, path, found);
      return;
    case "not":
    case "segment":
      return collect(filter.filter, path, found);
    case "related":
      return collectRelated(filter, path, found);
    case "condition":
      if (isTimeCondition(filter)) found.time = true;
      if (filter.source.kind === "field") collectField(filter.source, path, found);
  }
}

function collectField(source: FieldSource, path: readonly RelationStep[], found: Found): void {
  const reached = collectSteps(source.path, path, found);
  add({ path: reached, object: source.object, field: source.field.key }, found);
}

function collectRelated(node: RelatedNode, path: readonly RelationStep[], found: Found): void {
  const reached = collectSteps([...node.path, node.relation], path, found);
  if (node.where) collect(node.where, reached, found);
}

/** Notes the links along the way, and that the records it reaches exist. Returns the whole path. */
function collectSteps(
  steps: readonly RelationStep[],
  path: readonly RelationStep[],
  found: Found,
): readonly RelationStep[] {
  let reached = path;
  for (const step of steps) {
    const holder = reached;
    reached = [...reached, step];
    if (step.link.direction === "forward")
      add({ path: holder, object: step.object, field: step.field }, found);
    else
      for (const { key } of step.link.fields) add({ path: reached, object: step.target, field: key }, found);
    add({ path: reached, object: step.target, field: "deleted_at" }, found);
    if (step.kind === "many") add({ path: reached, object: step.target, field: "archived" }, found);
  }
  return reached;
}

function add(dependency: RelatedDependency, found: Found): void {
  if (dependency.path.length === 0) {
    found.own.add(dependency.field);
    return;
  }
  const names = dependency.path.map((step) => step.field);
  found.related.set([...names, dependency.field].join("."), Object.freeze(dependency));
}
