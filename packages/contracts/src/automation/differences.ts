import type { Automation, AutomationInput } from "./definition.ts";
import { printAutomation } from "./print.ts";
import type { ArmInput, StepInput } from "./step.ts";

/** One thing in which two definitions differ. */
export interface Difference {
  readonly kind: "added" | "removed" | "moved" | "changed";
  /** The step, or the branch by its id, else by its number (`branch:1`); null for the automation itself. */
  readonly step: string | null;
  /** `trigger`, `enrollment.exit.when`; of a step `wait`, `with.subject`. Null where the whole step is meant. */
  readonly part: string | null;
  /** As it is written; not there where nothing was said. Of a step that moved: the one that it stands below. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** In what two definitions differ, in reading order; whether they are switched on is another matter. */
export const differencesBetween = (before: Automation, after: Automation): readonly Difference[] => {
  const [left, right] = [written(before), written(after)];
  return [
    ...partsThatDiffer(null, headOf(left), headOf(right)),
    ...stepsThatDiffer(placesOf(left.steps), placesOf(right.steps)),
  ];
};

const written = (automation: Automation): AutomationInput =>
  JSON.parse(JSON.stringify(printAutomation({ ...automation, active: true }))) as AutomationInput;

type Parts = Readonly<Record<string, unknown>>;

const headOf = (input: AutomationInput): Parts => {
  const { exit, ...rest } = input.enrollment ?? {};
  const head = Object.entries(input).filter(([key]) => key !== "steps" && key !== "enrollment");
  return {
    ...Object.fromEntries(head),
    ...prefixed("enrollment", rest),
    ...prefixed("enrollment.exit", exit ?? {}),
  };
};

const prefixed = (prefix: string, parts: object): Parts =>
  Object.fromEntries(Object.entries(parts).map(([key, value]) => [`${prefix}.${key}`, value]));

const partsThatDiffer = (step: string | null, before: Parts, after: Parts): Difference[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((part) => !isEqual(before[part], after[part]))
    .map((part) => ({
      kind: "changed",
      step,
      part,
      ...(before[part] === undefined ? {} : { before: before[part] }),
      ...(after[part] === undefined ? {} : { after: after[part] }),
    }));

const isEqual = (left: unknown, right: unknown): boolean => canonical(left) === canonical(right);

/** Keys in one order: a definition that was kept as JSON comes back with others. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([left], [right]) => (left < right ? -1 : 1)))
      : each,
  ) ?? "";

interface Place {
  readonly id: string;
  /** The way of a branch in which it stands; empty outside of any. */
  readonly way: string;
  readonly input: StepInput;
  readonly parts: Parts;
}

/** Every step and branch in reading order; a branch without an id is called by its number among the branches. */
const placesOf = (steps: readonly StepInput[]): readonly Place[] => {
  let branches = 0;
  const placed = (list: readonly StepInput[], way: string): readonly Place[] =>
    list.flatMap((input): readonly Place[] => {
      if (!("branch" in input)) {
        const { id, with: parameters, ...rest } = input;
        return [{ id, way, input, parts: { ...rest, ...prefixed("with", parameters ?? {}) } }];
      }
      branches += 1;
      const { branch, id = `branch:${branches}`, ...rest } = input;
      const ways = branch.map((arm) => ("if" in arm ? arm.if : "else"));
      const inside = branch.flatMap((arm: ArmInput, index) => placed(arm.steps, `${id}/${index}`));
      return [{ id, way, input, parts: { ...rest, if: ways } }, ...inside];
    });
  return placed(steps, "");
};

const stepsThatDiffer = (before: readonly Place[], after: readonly Place[]): Difference[] => {
  const old = new Map(before.map((place) => [place.id, place]));
  const kept = new Set(after.map(({ id }) => id));
  const resting = inPlace(before, after);
  const removed = before
    .filter(({ id }) => !kept.has(id))
    .map(({ id, input }): Difference => ({ kind: "removed", step: id, part: null, before: shown(input) }));
  const others = after.flatMap((place, index): Difference[] => {
    const was = old.get(place.id);
    if (was === undefined) return [{ kind: "added", step: place.id, part: null, after: shown(place.input) }];
    const moved: Difference[] = resting.has(place.id)
      ? []
      : [{ kind: "moved", step: place.id, part: null, ...below(before, was), ...below(after, place, index) }];
    return [...moved, ...partsThatDiffer(place.id, was.parts, place.parts)];
  });
  return [...removed, ...others];
};

/** A branch is shown by its conditions; the steps in it are told of one by one. */
const shown = (input: StepInput): unknown =>
  "branch" in input ? { branch: input.branch.map((arm) => ("if" in arm ? arm.if : "else")) } : input;

const below = (
  places: readonly Place[],
  place: Place,
  index?: number,
): { before?: string; after?: string } => {
  const at = index ?? places.indexOf(place);
  const above = places[at - 1]?.id;
  if (above === undefined) return {};
  return index === undefined ? { before: above } : { after: above };
};

/** The steps that kept their way and their order: the longest list that both have in common. */
const inPlace = (before: readonly Place[], after: readonly Place[]): ReadonlySet<string> => {
  const key = ({ id, way }: Place): string => `${way} ${id}`;
  const [left, right] = [before.map(key), after.map(key)];
  const lengths = Array.from({ length: left.length + 1 }, (): number[] => []);
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = left.length - 1; row >= 0; row -= 1) {
    for (let column = right.length - 1; column >= 0; column -= 1) {
      const length =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
      const line = lengths[row];
      if (line !== undefined) line[column] = length;
    }
  }
  const common = new Set<string>();
  for (let row = 0, column = 0; row < left.length && column < right.length;) {
    if (left[row] === right[column]) {
      common.add(before[row]?.id ?? "");
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return common;
};
