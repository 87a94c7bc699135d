import { AssignTag } from "liquidjs";
import type { Locale } from "../../i18n/index.ts";
import { parse } from "../compile.ts";
import { TAGS } from "../engine.ts";
import { TemplateError } from "../error.ts";
import { nodesOf } from "../nodes.ts";
import { Checker } from "./checker.ts";
import { flawsIn } from "../validate.ts";
import { compileProblem, flawProblem, type Problem, unknownName } from "./problem.ts";
import { type CheckContext, rootShapes } from "./roots.ts";

export type { Problem } from "./problem.ts";

export interface CheckOptions extends CheckContext {
  /** The language of the messages; English unless given. */
  readonly locale?: Locale;
}

/**
 * What keeps a template from being saved, in the order of the text: unknown fields, roots and filters, each with the
 * name that was perhaps meant, or the first place where it cannot be read.
 */
export const checkTemplate = (text: string, options: CheckOptions): readonly Problem[] => {
  const { locale = "en" } = options;
  const problems: Problem[] = [];
  try {
    const { nodes } = parse(text);
    for (const flaw of flawsIn(nodes)) problems.push(flawProblem(flaw, locale));
    const checker = new Checker(options.model, rootShapes(options), (found) => {
      const { line, column } = found.position;
      const isKnown = problems.some((problem) => problem.line === line && problem.column === column);
      if (!isKnown) problems.push(unknownName(found, locale));
    });
    checker.expect(assignedNames(nodes));
    checker.check(nodes);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return [compileProblem(error, TAGS, locale)];
  }
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
};

const assignedNames = (nodes: Parameters<typeof nodesOf>[0]): string[] =>
  [...nodesOf(nodes)]
    .filter((node) => node instanceof AssignTag)
    .flatMap((node) => [...node.localScope()].map((name) => name.content));
