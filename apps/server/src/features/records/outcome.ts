import { invalid, Refusal, Unseen, type FieldProblem } from "../../platform/errors/index.ts";
import type { StoredRecord } from "./row.ts";

/** One item of a bulk write: done, nothing to do, or why not. The others are written all the same. */
export type Outcome =
  | { readonly ok: true; readonly record: StoredRecord; readonly changed: ReadonlySet<string> }
  | {
      readonly ok: false;
      readonly code: Refusal["code"];
      readonly problems: readonly FieldProblem[];
      /** The record is there, but not for this actor, who is told the same as of one that is not. */
      readonly unseen?: true;
    };

/** The record that an outcome made, or the refusal that it is. */
export const recordOf = (outcome: Outcome | undefined): StoredRecord => {
  if (outcome === undefined) throw new Refusal("not_found", "nothing was given");
  if (outcome.ok) return outcome.record;
  if (outcome.unseen === true) throw new Unseen(messageOf(outcome.problems));
  if (outcome.code === "validation_failed") throw invalid(outcome.problems);
  throw new Refusal(outcome.code, messageOf(outcome.problems), outcome.problems);
};

const messageOf = (problems: readonly FieldProblem[]): string =>
  problems.map((problem) => problem.message).join("; ");

export const notFound = (object: string, id: string): Outcome => ({
  ok: false,
  code: "not_found",
  problems: [{ field: "", code: "not_found", message: `there is no ${object} ${id}` }],
});

export const conflict = (before: StoredRecord, expected: number): Outcome => ({
  ok: false,
  code: "version_conflict",
  problems: [
    {
      field: "version",
      code: "version_conflict",
      message: `the ${before.object} was saved by somebody else: it is at version ${before.version}, not ${expected}`,
    },
  ],
});
