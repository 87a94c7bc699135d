import { nearest } from "@cadencia/core/nearest";
import { type Path, type Problem, quote } from "../../problems/index.ts";
import type { ScenarioFile } from "../file.ts";

/** What must hold between the parts of a scenario file. */
export type Check = (file: ScenarioFile) => readonly Problem[];

/** `unknown user "an" at timeline[0].as; did you mean "ana"?` */
export const unknownName = (
  noun: string,
  { word, path, where }: { readonly word: string; readonly path: Path; readonly where: string },
  known: readonly string[],
): Problem => {
  const near = nearest(word, known);
  const hint = near === undefined ? "" : `; did you mean ${quote(near)}?`;
  const message = `unknown ${noun} ${quote(word)} at ${where}${hint}`;
  return { code: "unknown_name", path, message, ...(near === undefined ? {} : { nearest: near }) };
};
