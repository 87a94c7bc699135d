import { dependencies, type Filter } from "@cadencia/core/filter";
import { ANY_OBJECT, type Model } from "@cadencia/core/model";
import type { PathTree } from "../../records/index.ts";
import type { Rule } from "../rule.ts";

/** Objects that are read, each with its fields. */
export type Reach = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<Rule, Reach>();

/** Everything that the filters of an automation ask: its trigger's, `when`, the goal, of its steps and branches. */
export const filterReach = (rule: Rule): Reach => {
  const cached = known.get(rule);
  if (cached !== undefined) return cached;
  const watched = rule.trigger.kind === "on" ? (rule.trigger.fields ?? []) : [];
  const reach = reachOf(rule.object, filtersOf(rule), watched);
  known.set(rule, reach);
  return reach;
};

/** What filters over one object ask, and further fields of it. */
export const reachOf = (object: string, filters: Iterable<Filter>, fields: Iterable<string> = []): Reach => {
  const reach = new Map<string, Set<string>>([[object, new Set(fields)]]);
  const add = (target: string, field: string): void =>
    void reach.set(target, (reach.get(target) ?? new Set()).add(field));
  for (const filter of filters) {
    const { own, related } = dependencies(filter);
    for (const field of own) add(object, field);
    for (const dependency of related) add(dependency.object, dependency.field);
  }
  return reach;
};

const filtersOf = ({ trigger, when, goal, steps, arms }: Rule): readonly Filter[] =>
  [
    trigger.kind === "on" ? trigger.before : null,
    trigger.kind === "event" ? trigger.match : null,
    trigger.kind === "enters" || trigger.kind === "date" ? trigger.watched.filter : null,
    when,
    goal?.filter ?? null,
    ...[...steps.values()].map((step) => step.if),
    ...arms.values(),
  ].filter((filter) => filter !== null);

/** Objects that a tree of relations leads to, from a record of `object`. */
export const objectsAlong = (model: Model, object: string, paths: PathTree): readonly string[] => {
  const type = model.objects.get(object);
  return Object.entries(paths).flatMap(([relation, below]) => {
    const target = type?.fields.get(relation)?.to ?? type?.reverse.get(relation)?.object;
    if (target === undefined || target === ANY_OBJECT) return [];
    return [target, ...objectsAlong(model, target, below)];
  });
};
