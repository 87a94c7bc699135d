import { checkAutomation } from "../automation/index.ts";
import { locateProblems, type Outcome, type Problem, problemsFromZod } from "../problems/index.ts";
import { type Locator, readYaml } from "../yaml/index.ts";
import { checkScenario } from "./checks/index.ts";
import { type ScenarioFile, scenarioFileSchema } from "./file.ts";
import { fillScenario } from "./fill.ts";
import type { Scenario } from "./scenario.ts";

/** A scenario, or every problem with its line. `positions` tells where a part of it stands in the file. */
export type ParsedScenario = Outcome<{ readonly scenario: Scenario; readonly positions: Locator }>;

export const parseScenario = (text: string, file: string): ParsedScenario => {
  const read = readYaml(text);
  if (!read.ok) return read;
  const { value, positions } = read;
  const judged = judgeScenario(value);
  if (!judged.ok) return { ok: false, problems: locateProblems(judged.problems, positions) };
  return { ok: true, scenario: fillScenario(judged.given, { file, positions }), positions };
};

const judgeScenario = (value: unknown): Outcome<{ readonly given: ScenarioFile }> => {
  const shaped = scenarioFileSchema.safeParse(value);
  if (!shaped.success) {
    const subject = { schema: scenarioFileSchema, input: value, root: "the scenario" };
    return { ok: false, problems: problemsFromZod(shaped.error, subject) };
  }
  const given = shaped.data;
  const problems: readonly Problem[] = [
    ...(given.automations ?? []).flatMap((automation, at) =>
      checkAutomation(automation, ["automations", at]),
    ),
    ...checkScenario(given),
  ];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, given };
};
