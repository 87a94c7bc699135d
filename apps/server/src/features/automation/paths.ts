import { dependencies, type Filter } from "@cadencia/core/filter";
import { mergePaths, pathTree, type PathTree } from "../records/index.ts";
import type { Rule } from "./rule.ts";

const known = new WeakMap<Filter, PathTree>();

/** The relations that a filter walks. */
export const filterPaths = (filter: Filter | null): PathTree => {
  if (filter === null) return {};
  const cached = known.get(filter);
  if (cached !== undefined) return cached;
  const paths = dependencies(filter).related.map((related) => related.path.map((step) => step.field));
  const tree = pathTree(paths);
  known.set(filter, tree);
  return tree;
};

/** The relations that a dotted field walks: {contact: {company: {}}} for contact.company.city. */
export const dottedPath = (field: string): PathTree => pathTree([field.split(".").slice(0, -1)]);

const entry = new WeakMap<Rule, PathTree>();

/** What must be loaded to start a run: `when`, the branches that it may take at once, the dates it waits for. */
export const entryPaths = (rule: Rule): PathTree => {
  const cached = entry.get(rule);
  if (cached !== undefined) return cached;
  const dates = [...rule.stops.values()].flatMap(({ wait }) =>
    wait !== null && "until" in wait ? [dottedPath(wait.until.field)] : [],
  );
  const tree = mergePaths([filterPaths(rule.when), ...[...rule.arms.values()].map(filterPaths), ...dates]);
  entry.set(rule, tree);
  return tree;
};
