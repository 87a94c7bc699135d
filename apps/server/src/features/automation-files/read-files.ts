import { automationsFromYaml, readYaml, type Locator } from "@cadencia/contracts/yaml";
import type { Automation } from "@cadencia/contracts/automation";
import { printProblem, type Path } from "@cadencia/contracts/problems";

export interface AutomationFile {
  readonly file: string;
  readonly text: string;
}

/** An automation as a file says it, and where it stands there. */
export interface Written {
  readonly automation: Automation;
  readonly file: string;
  /** A problem of the automation with the file, line and column of what is wrong. */
  readonly locate: (path: Path, message: string) => string;
}

export type ReadFiles =
  | { readonly ok: true; readonly written: readonly Written[] }
  /** One line each, with file, line and column. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads all files before anything is done, so that all that is wrong is told at once. */
export const readAutomationFiles = (files: readonly AutomationFile[]): ReadFiles => {
  const read = files.map(readFile);
  const written = read.flatMap((each) => (each.ok ? each.written : []));
  const problems = [...read.flatMap((each) => (each.ok ? [] : each.problems)), ...duplicates(written)];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, written };
};

const readFile = ({ file, text }: AutomationFile): ReadFiles => {
  const outcome = automationsFromYaml(text);
  if (!outcome.ok)
    return { ok: false, problems: outcome.problems.map((problem) => printProblem(problem, file)) };
  const document = readYaml(text);
  if (!document.ok) return { ok: false, problems: [] };
  const written = outcome.automations.map((automation, index): Written => {
    const prefix = prefixOf(document.value, index);
    return { automation, file, locate: locator(document.positions, { file, prefix }) };
  });
  return { ok: true, written };
};

const locator =
  (
    positions: Locator,
    { file, prefix }: { readonly file: string; readonly prefix: Path },
  ): Written["locate"] =>
  (path, message) => {
    const at = [...prefix, ...path];
    return printProblem({ code: "invalid", path: at, message, ...positions(at) }, file);
  };

/** A file holds `automations: […]`, a bare list, or one automation alone. */
const prefixOf = (document: unknown, index: number): Path => {
  if (Array.isArray(document)) return [index];
  const isList = typeof document === "object" && document !== null && "automations" in document;
  return isList ? ["automations", index] : [];
};

const duplicates = (written: readonly Written[]): string[] => {
  const first = new Map<string, Written>();
  return written.flatMap((each) => {
    const { key } = each.automation;
    const other = first.get(key);
    if (other === undefined) first.set(key, each);
    if (other === undefined || other.file === each.file) return [];
    return [each.locate(["key"], `the automation "${key}" stands in ${other.file} too`)];
  });
};
