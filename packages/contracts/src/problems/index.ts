export { problemsFromZod, type Subject } from "./from-zod.ts";
export { annotate, keyedUnion, noteOf, type SchemaNote } from "./notes.ts";
export {
  formatPath,
  locateProblems,
  printProblem,
  type Locate,
  type Outcome,
  type Path,
  type Problem,
  type ProblemCode,
} from "./problem.ts";
export { describeValue, listWords, quote } from "./quote.ts";
