/** One thing that is wrong with what a caller gave. */
export interface FieldProblem {
  /** Dotted path of the field, or empty for the whole. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export type RefusalCode =
  | "validation_failed"
  | "not_found"
  | "forbidden"
  | "version_conflict"
  | "in_use"
  | "conflict"
  | "gone"
  | "automation_inactive";

/** The product says no: a caller's mistake, told in one clear line each. Nothing was written. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly problems: readonly FieldProblem[];

  constructor(code: RefusalCode, message: string, problems: readonly FieldProblem[] = []) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.problems = problems;
  }
}

export const invalid = (problems: readonly FieldProblem[]): Refusal =>
  new Refusal("validation_failed", problems.map((problem) => problem.message).join("; "), problems);
