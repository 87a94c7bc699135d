import type { ArmInput, IndexPath, StepInput } from "@cadencia/contracts/automation";

type Steps = readonly StepInput[];

/** A gap in a list of steps: the list by the branch and the way in which it is, and the position in it. */
export interface Gap {
  /** Empty for the outermost list; `[2, 0]` for the first way of the branch that is the third step. */
  readonly list: IndexPath;
  readonly at: number;
}

export const stepAt = (steps: Steps, [at, arm, ...rest]: IndexPath): StepInput | undefined => {
  const step = steps[at ?? -1];
  if (arm === undefined || step === undefined) return step;
  return "branch" in step ? stepAt(step.branch[arm]?.steps ?? [], rest) : undefined;
};

/** Where a step or branch of that id stands. */
export const pathOf = (steps: Steps, id: string): IndexPath | null => {
  for (const [at, step] of steps.entries()) {
    if (step.id === id) return [at];
    if (!("branch" in step)) continue;
    for (const [arm, way] of step.branch.entries()) {
      const inside = pathOf(way.steps, id);
      if (inside !== null) return [at, arm, ...inside];
    }
  }
  return null;
};

/** The list in which a gap is, changed. */
const inList = (steps: Steps, list: IndexPath, change: (list: Steps) => Steps): Steps => {
  const [at, arm, ...rest] = list;
  if (at === undefined) return change(steps);
  return steps.map((step, position) => {
    if (position !== at || !("branch" in step)) return step;
    const branch = step.branch.map((way, index): ArmInput =>
      index === arm ? { ...way, steps: inList(way.steps, rest, change) } : way,
    );
    return { ...step, branch };
  });
};

export const insertStep = (steps: Steps, { list, at }: Gap, step: StepInput): Steps =>
  inList(steps, list, (within) => [...within.slice(0, at), step, ...within.slice(at)]);

export const replaceStep = (steps: Steps, path: IndexPath, step: StepInput): Steps =>
  inList(steps, path.slice(0, -1), (within) =>
    within.map((one, position) => (position === path.at(-1) ? step : one)),
  );

export const removeStep = (steps: Steps, path: IndexPath): Steps =>
  inList(steps, path.slice(0, -1), (within) => within.filter((_, position) => position !== path.at(-1)));

const isWithin = (list: IndexPath, path: IndexPath): boolean =>
  path.every((part, depth) => list[depth] === part);

/** Takes a step with its wait to a gap. A branch cannot go into itself. */
export const moveStep = (steps: Steps, from: IndexPath, to: Gap): Steps => {
  const step = stepAt(steps, from);
  if (step === undefined || isWithin(to.list, from)) return steps;
  return insertStep(removeStep(steps, from), afterRemoval(from, to), step);
};

/** Where a gap is once the step has been taken out. */
export const afterRemoval = (from: IndexPath, { list, at }: Gap): Gap => {
  const depth = from.length - 1;
  const parent = from.slice(0, depth);
  const own = from[depth] ?? 0;
  const isSameList = list.length === depth && isWithin(list, parent);
  if (isSameList) return { list, at: at > own ? at - 1 : at };
  // The way to the list leads past the step, in the same list as it.
  const isPast = list.length > depth && isWithin(list, parent) && (list[depth] ?? 0) > own;
  return isPast ? { list: list.map((part, index) => (index === depth ? part - 1 : part)), at } : { list, at };
};

/** Every gap in reading order. */
export const gapsOf = (steps: Steps, list: IndexPath = []): readonly Gap[] => [
  ...steps.flatMap((step, at): readonly Gap[] => [
    { list, at },
    ...("branch" in step ? step.branch.flatMap((way, arm) => gapsOf(way.steps, [...list, at, arm])) : []),
  ]),
  { list, at: steps.length },
];

export const idsOf = (steps: Steps): readonly string[] =>
  steps.flatMap((step) => [
    ...(step.id === undefined ? [] : [step.id]),
    ...("branch" in step ? step.branch.flatMap((way) => idsOf(way.steps)) : []),
  ]);

/** An id that no step bears yet: `send_email`, `send_email-2` … */
export const freshId = (steps: Steps, wish: string): string => {
  const taken = new Set(idsOf(steps));
  if (!taken.has(wish)) return wish;
  for (let number = 2; ; number += 1) if (!taken.has(`${wish}-${number}`)) return `${wish}-${number}`;
};

/** Branches without an id get one, so that each can be pointed at. */
export const withIds = (steps: Steps): Steps => {
  let numbered = steps;
  const visit = (list: Steps, path: IndexPath): void => {
    for (const [at, step] of list.entries()) {
      if (!("branch" in step)) continue;
      const here = [...path, at];
      const current = stepAt(numbered, here);
      if (current !== undefined && current.id === undefined)
        numbered = replaceStep(numbered, here, { ...current, id: freshId(numbered, "branch") });
      for (const [arm, way] of step.branch.entries()) visit(way.steps, [...here, arm]);
    }
  };
  visit(steps, []);
  return numbered;
};
