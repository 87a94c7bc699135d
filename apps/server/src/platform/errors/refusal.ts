/** One thing that is wrong with what a caller gave. */
export interface FieldProblem {
  /** Dotted path of the field, or empty for the whole. */
  readonly field: string;
  readonly code: string;
  readonly message: string;
  /** The type of the field, where the value does not fit it: clients say so in the words of their reader. */
  readonly expected?: string;
}

export type RefusalCode =
  | "validation_failed"
  | "not_found"
  | "forbidden"
  | "version_conflict"
  | "in_use"
  | "conflict"
  | "gone"
  | "automation_inactive"
  | "duplicate"
  | "malformed"
  | "unauthenticated"
  | "wrong_credentials"
  | "rate_limited";

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

/** There is such a record, but the caller may not read it; answered as if there were none. */
export class Unseen extends Refusal {
  constructor(message: string) {
    super("not_found", message);
  }
}

/** Somebody else saved in the meantime. `version_conflict` answers a precondition, `conflict` a version in the content. */
export class StaleVersion extends Refusal {
  readonly current: number;

  constructor(code: "version_conflict" | "conflict", current: number, problem: FieldProblem) {
    super(code, problem.message, [problem]);
    this.current = current;
  }
}

/** Tried too often; the same may be done again after some seconds. */
export class TooOften extends Refusal {
  readonly retryAfter: number;

  constructor(message: string, retryAfter: number) {
    super("rate_limited", `${message}; try again in ${retryAfter} seconds`);
    this.retryAfter = retryAfter;
  }
}
