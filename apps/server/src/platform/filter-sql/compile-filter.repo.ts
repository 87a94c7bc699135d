import {
  type ConditionNode,
  evaluateOnClock,
  type Filter,
  isChangeOperator,
  isNegation,
  negatedBy,
  type RelatedNode,
  printSource,
} from "@cadencia/core/filter";
import type { BusinessCalendar } from "@cadencia/core/schedule";
import { chain } from "./chain.repo.ts";
import { compileComparison } from "./comparison.repo.ts";
import type { Compiling } from "./compiling.ts";
import { FilterNotCompilableError } from "./not-compilable.ts";
import { Parameters } from "./parameters.ts";

export interface CompileOptions {
  /** Schema of the workspace. */
  readonly schema: string;
  /** Alias of the table of the records that are searched, as the statement around names it. */
  readonly alias: string;
  readonly now: Temporal.Instant;
  readonly calendar: BusinessCalendar;
  /** Number of the first placeholder; 1 unless the statement has others before. */
  readonly firstParameter?: number;
  /** Which of the related records count at all; every one unless given. */
  readonly scope?: Compiling["scope"];
}

export interface CompiledFilter {
  /** A boolean expression, never NULL. */
  readonly text: string;
  readonly params: readonly (string | readonly string[])[];
}

const COUNT_OPERATORS = { is: "=", is_not: "<>", gt: ">", gte: ">=", lt: "<", lte: "<=" } as const;

/**
 * The filter as an SQL condition that holds for exactly the records that `evaluate` accepts at `now`.
 *
 * Moments and days are worked out here, never by the database: its zone data and its idea of "today" are not ours.
 * Throws a FilterNotCompilableError for what asks about a save, a payload or a wait.
 */
export function compileFilter(filter: Filter, options: CompileOptions): CompiledFilter {
  const parameters = new Parameters(options.firstParameter ?? 1);
  let aliases = 0;
  const text = compile(filter, options.alias, {
    schema: options.schema,
    present: { now: options.now, calendar: options.calendar },
    parameters,
    newAlias: () => `${options.alias}_${++aliases}`,
    scope: options.scope,
  });
  return { text, params: parameters.values };
}

function compile(filter: Filter, alias: string, compiling: Compiling): string {
  switch (filter.kind) {
    case "all":
      return `(${filter.filters.map((part) => compile(part, alias, compiling)).join(" AND ")})`;
    case "any":
      return `(${filter.filters.map((part) => compile(part, alias, compiling)).join(" OR ")})`;
    case "not":
      return `(NOT ${compile(filter.filter, alias, compiling)})`;
    case "segment":
      return compile(filter.filter, alias, compiling);
    case "related":
      return compileRelated(filter, alias, compiling);
    case "condition":
      return compileCondition(filter, alias, compiling);
  }
}

function compileRelated(node: RelatedNode, alias: string, compiling: Compiling): string {
  const related = chain([...node.path, node.relation], alias, compiling);
  const where = node.where ? ` AND ${compile(node.where, related.alias, compiling)}` : "";
  const rows = `FROM ${related.from} WHERE ${related.where}${where}`;
  switch (node.test.quantifier) {
    case "some":
      return `EXISTS (SELECT 1 ${rows})`;
    case "none":
      return `(NOT EXISTS (SELECT 1 ${rows}))`;
    case "count": {
      const needed = compiling.parameters.add(String(node.test.value), "bigint");
      return `((SELECT count(*) ${rows}) ${COUNT_OPERATORS[node.test.operator]} ${needed})`;
    }
  }
}

function compileCondition(condition: ConditionNode, alias: string, compiling: Compiling): string {
  const { source, operator, operand } = condition;
  if (source.kind === "now") return evaluateOnClock(condition, compiling.present) ? "TRUE" : "FALSE";
  if (source.kind !== "field" || isChangeOperator(operator))
    throw new FilterNotCompilableError(printSource(source), operator);
  if (isNegation(operator))
    return `(NOT ${compileCondition({ ...condition, operator: negatedBy(operator) }, alias, compiling)})`;

  const comparing = { field: source.field, operator, operand };
  if (source.path.length === 0) return compileComparison(comparing, alias, compiling);
  const reached = chain(source.path, alias, compiling);
  const comparison = compileComparison(comparing, reached.alias, compiling);
  return `EXISTS (SELECT 1 FROM ${reached.from} WHERE ${reached.where} AND ${comparison})`;
}
