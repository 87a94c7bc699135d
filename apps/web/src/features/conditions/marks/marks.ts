import type { Explanation } from "@cadencia/core/filter";
import { asksOfChange } from "../rows/operators.ts";
import type { Place } from "../rows/write-rows.ts";

/** How a row stands for the record that it is tried on. */
export interface Mark {
  /** `unseen`: it cannot be told. */
  readonly state: "yes" | "no" | "unseen";
  readonly why?: "empty" | "save" | "wait";
  /** The value that the record has. */
  readonly actual?: unknown;
  /** Of related records. */
  readonly matching?: number;
  readonly total?: number;
}

/** The marks of all rows, by their ids; rows and explanation mirror the same filter. */
export const marksOf = (
  place: Place,
  explanation: Explanation,
  marks = new Map<string, Mark>(),
): ReadonlyMap<string, Mark> => {
  marks.set(place.row.id, markOf(place, explanation));
  if (place.row.kind !== "group") return marks;
  const within = explanationsWithin(place, explanation);
  place.within.forEach((inner, index) => {
    const child = within[index];
    if (child !== undefined) marksOf(inner, child, marks);
  });
  return marks;
};

/** A group of one row may be written as that row alone; "none" is written as "not any". */
const explanationsWithin = (
  { row, path, within }: Place,
  explanation: Explanation,
): readonly Explanation[] => {
  const inner = row.kind === "group" && row.join === "none" ? childrenOf(explanation)[0] : explanation;
  if (inner === undefined) return [];
  const [first] = within;
  const keys = first === undefined ? 0 : first.path.length - path.length;
  const isLone = row.kind === "group" && keys === (row.join === "none" ? 1 : 0);
  return isLone ? [inner] : childrenOf(inner);
};

const childrenOf = (explanation: Explanation): readonly Explanation[] =>
  "children" in explanation ? explanation.children : [];

const markOf = ({ row }: Place, explanation: Explanation): Mark => {
  const state = explanation.holds ? "yes" : "no";
  if (row.kind === "group") return { state };
  if (explanation.kind === "condition") return conditionMark(explanation);
  if (explanation.kind === "some" || explanation.kind === "none" || explanation.kind === "count")
    return { state, matching: explanation.actual, total: explanation.total };
  return { state };
};

const conditionMark = ({
  field,
  operator,
  holds,
  actual,
}: Extract<Explanation, { kind: "condition" }>): Mark => {
  if (asksOfChange(operator)) return { state: "unseen", why: "save" };
  if (field === "wait.happened") return { state: "unseen", why: "wait" };
  const isEmpty = actual === null || actual === "" || (Array.isArray(actual) && actual.length === 0);
  if (isEmpty && !holds && operator !== "is_set") return { state: "unseen", why: "empty", actual: null };
  return { state: holds ? "yes" : "no", actual };
};
