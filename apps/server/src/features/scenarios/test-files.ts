import { readFile } from "node:fs/promises";
import { printProblem } from "@cadencia/contracts/problems";
import { momentToInstant, parseScenario } from "@cadencia/contracts/scenario";
import type { Lab } from "./lab.ts";
import { UnusablePart } from "./unusable.ts";
import { runScenario, type ScenarioResult, type Working } from "./run.ts";

/** What became of one file: run, or not usable (`problems`). */
export interface FileResult extends ScenarioResult {
  readonly problems: readonly string[];
  readonly milliseconds: number;
}

type Positions = (path: readonly (string | number)[]) => { readonly line: number };

interface Looking extends Pick<Working, "inspect"> {
  /** Milliseconds since some beginning. */
  readonly elapsed: () => number;
}

/** Runs one file in a workspace of its own. */
export const testFile = async (
  lab: Lab,
  file: string,
  { elapsed, ...working }: Looking,
): Promise<FileResult> => {
  const began = elapsed();
  const finish = (result: Omit<FileResult, "milliseconds">): FileResult => ({
    ...result,
    milliseconds: elapsed() - began,
  });
  const unusable = (problems: readonly string[]): FileResult =>
    finish({ file, scenario: "", ok: false, effects: [], log: [], failures: problems, problems });
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => error);
  if (typeof text !== "string") return unusable([`${file}: cannot be read (${text.code ?? text.message})`]);
  const parsed = parseScenario(text, file);
  if (!parsed.ok) return unusable(parsed.problems.map((problem) => printProblem(problem, file)));
  const { scenario } = parsed;
  try {
    const start = momentToInstant(scenario.start, scenario.workspace.timezone);
    return finish({
      ...(await lab.use(start, (workspace) => runScenario(scenario, workspace, working))),
      problems: [],
    });
  } catch (error) {
    if (error instanceof UnusablePart) return unusable(located(error, file, parsed.positions));
    // Whatever goes wrong with one file, the others still run.
    return unusable([`${file}: ${error instanceof Error ? error.message : String(error)}`]);
  }
};

/** Each problem with the line of the file at which it stands. */
const located = (part: UnusablePart, file: string, positions: Positions): string[] =>
  part.problems.map(({ path, line, message }) => `${file}:${line ?? positions(path).line}: ${message}`);
