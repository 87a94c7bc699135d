import { type Outcome, type Path, type Problem, problemsFromZod } from "../problems/index.ts";
import {
  type Automation,
  type AutomationChange,
  type AutomationInput,
  automationSchema,
} from "./definition.ts";
import { normalizeAutomation } from "./normalize.ts";
import { printAutomation } from "./print.ts";
import { RULES } from "./rules/index.ts";

export type ParsedAutomation = Outcome<{ readonly automation: Automation }>;

/** Judges shape and rules and fills in the defaults. `at` is its place in a larger document. */
export const parseAutomation = (input: unknown, at: Path = []): ParsedAutomation => {
  const shaped = automationSchema.safeParse(input);
  if (!shaped.success) {
    const subject = { schema: automationSchema, input, root: "the automation", at };
    return { ok: false, problems: problemsFromZod(shaped.error, subject) };
  }
  const problems = checkAutomation(shaped.data, at);
  return problems.length > 0
    ? { ok: false, problems }
    : { ok: true, automation: normalizeAutomation(shaped.data) };
};

/** What is wrong between the parts of an automation whose shape is right. */
export const checkAutomation = (automation: AutomationInput, at: Path = []): readonly Problem[] =>
  RULES.flatMap((rule) => rule(automation)).map((problem) => ({
    ...problem,
    path: [...at, ...problem.path],
  }));

/** A new version: the change replaces whole top-level keys, and the whole is judged again. */
export const changeAutomation = (automation: Automation, change: AutomationChange): ParsedAutomation =>
  parseAutomation({ ...printAutomation(automation), ...change });
