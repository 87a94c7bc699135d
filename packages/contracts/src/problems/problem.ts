/** Where in a document: keys and list positions from its top. */
export type Path = readonly (string | number)[];

/** What is wrong with something a person or a program handed in; the one shape of it in the whole product. */
export interface Problem {
  /** Stable, for programs. */
  readonly code: ProblemCode;
  readonly path: Path;
  /** One line for people: what, where, and the nearest valid choice. */
  readonly message: string;
  /** The valid word that was most likely meant. */
  readonly nearest?: string;
  /** Both count from 1; known where the document was a text. */
  readonly line?: number;
  readonly column?: number;
}

export type ProblemCode =
  /* the document */
  | "unreadable"
  | "duplicate_key"
  | "too_large"
  /* its shape */
  | "unknown_key"
  | "misplaced_key"
  | "missing_key"
  | "missing_kind"
  | "wrong_type"
  | "unknown_value"
  | "bad_format"
  | "too_few"
  | "too_many"
  | "empty"
  /* what no pattern can tell */
  | "impossible_date"
  | "impossible_time"
  | "contradiction"
  | "duplicate"
  | "unknown_event"
  | "unknown_name"
  | "needs_record"
  | "out_of_range"
  /* filters, templates and the like, from their own parsers */
  | "bad_filter"
  | "bad_template"
  | "invalid";

export type Outcome<Result> =
  | ({ readonly ok: true } & Result)
  | { readonly ok: false; readonly problems: readonly Problem[] };

const PLAIN_KEY = /^[A-Za-z_][\w-]*$/;

/** `automations[0].steps[1].wait`; a key that is no plain word is quoted: `set["contact.category"]`. */
export const formatPath = (path: Path): string =>
  path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    if (!PLAIN_KEY.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === "" ? part : `${text}.${part}`;
  }, "");

/** `offers.yaml:12:5: unknown key …`, the form that editors and terminals turn into a link. */
export const printProblem = (problem: Problem, file: string): string => {
  const place = [file, problem.line, problem.column].filter((part) => part !== undefined).join(":");
  return `${place}: ${problem.message}`;
};

export type Locate = (path: Path) => { readonly line: number; readonly column: number } | undefined;

/** The same problems with the lines at which they stand in the text. */
export const locateProblems = (problems: readonly Problem[], locate: Locate): readonly Problem[] =>
  problems.map((problem) => ({ ...problem, ...locate(problem.path) }));
