import type { IndexPath } from "@cadencia/contracts/automation";
import { branchAround, firstSteps, listAt, reach, stepsAfter, type Judge, type Next } from "../flow.ts";
import type { Rule, Stop } from "../rule.ts";

/** What a run has behind it, whichever versions brought it there. */
export interface Passage {
  readonly startedAt: Temporal.Instant;
  /** Steps, and branches that waited, that ended, however they did. */
  readonly ended: ReadonlyMap<string, { readonly at: Temporal.Instant; readonly passed: boolean }>;
  /** Those that wait, or whose message is under way. */
  readonly open: ReadonlySet<string>;
}

export interface Continuation extends Next {
  readonly base: Temporal.Instant;
}

/**
 * What a run that was moved goes on with in its new version. It stands at the lowest of its steps that the version
 * has: what is new above that is not run, what is below is. Where a step is open nothing follows yet. Each parallel
 * branch is a line of its own.
 */
export const continuation = (rule: Rule, passage: Passage, judge: Judge): readonly Continuation[] => {
  const isKnown = ({ id }: Stop): boolean => passage.ended.has(id) || passage.open.has(id);
  const known = [...rule.stops.values()].filter(isKnown).toSorted(byPlace);
  const lines = Map.groupBy(known, (stop) => lineOf(rule, stop));
  // A message of a step that the version lacks is being handed over: the run goes on when it is out.
  const isHeld = [...passage.open].some((id) => !rule.stops.has(id));
  const first = lines.has(MAIN) || isHeld ? [] : firstSteps(rule, judge);
  const found = first.map((next) => counted(next, [], passage));
  for (const [line, stops] of lines) {
    const place = stops.at(-1);
    if (place === undefined) continue;
    const end = passage.ended.get(place.id);
    const waits = stops.some(({ id }) => passage.open.has(id)) || (line === MAIN && isHeld);
    const following =
      waits || end === undefined ? [] : stepsAfter(rule, { step: place.id, passed: end.passed }, judge);
    const next = [...following, ...parallelBelow(rule, place, judge)];
    found.push(...next.map((each) => counted(each, stops, passage)));
  }
  const unknown = found.filter(({ stop }) => !isKnown(stop));
  return [...new Map(unknown.map((each) => [each.stop.id, each])).values()];
};

const MAIN = "";

/** The innermost parallel branch around a step, or the step itself where it starts in parallel. */
const lineOf = (rule: Rule, { start, index }: Stop): string => {
  if (start === "parallel") return index.join(".");
  for (let depth = index.length - 1; depth > 0; depth -= 2) {
    if (branchAround(rule, index.slice(0, depth))?.start === "parallel")
      return index.slice(0, depth - 1).join(".");
  }
  return MAIN;
};

/** Reading order; a branch stands before what is in it. */
const byPlace = ({ index: left }: Stop, { index: right }: Stop): number => {
  const parting = left.findIndex((position, depth) => position !== right[depth]);
  return parting === -1 ? left.length - right.length : (left[parting] ?? 0) - (right[parting] ?? -1);
};

/** From the last end of a step of the line, or from the start of the run. */
const counted = (
  { stop, fromStart }: Next,
  line: readonly Stop[],
  { ended, startedAt }: Passage,
): Continuation => {
  if (fromStart) return { stop, fromStart, base: startedAt };
  const ends = line.flatMap(({ id }) => ended.get(id)?.at ?? []);
  const base = ends.reduce((last, at) => (Temporal.Instant.compare(at, last) > 0 ? at : last), startedAt);
  return { stop, fromStart, base };
};

/** Parallel steps below a place, in the lists that lead to it: a run that had begun here would have started them. */
const parallelBelow = (rule: Rule, { index, start }: Stop, judge: Judge): readonly Next[] => {
  if (start === "parallel") return [];
  const found: Next[] = [];
  for (let depth = index.length; depth > 0; depth -= 2) {
    const prefix: IndexPath = index.slice(0, depth - 1);
    const list = listAt(rule.definition.steps, prefix);
    const below = { rule, judge, from: (index[depth - 1] ?? 0) + 1 };
    const next = new Set(reach(list, prefix, { ...below, onlyNext: true }).found.map(({ stop }) => stop.id));
    found.push(...reach(list, prefix, below).found.filter(({ stop }) => !next.has(stop.id)));
  }
  return found;
};
