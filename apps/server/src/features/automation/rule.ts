import type {
  Automation,
  Branch,
  DoStep,
  IndexPath,
  PlacedStep,
  Stirring,
} from "@cadencia/contracts/automation";
import { isStageForm, stepsOf } from "@cadencia/contracts/automation";
import {
  dependencies,
  parseFilter,
  requiredRanges,
  requiredStages,
  type Dependencies,
  type Filter,
  type FilterProblem,
  type RequiredRange,
} from "@cadencia/core/filter";
import type { Model } from "@cadencia/core/model";
import { parseDuration, type Duration } from "@cadencia/core/schedule";
import type { ChangeKind } from "../../platform/journal/index.ts";
import { followsSeries, SERIES_FIELDS } from "./recurring/series.ts";

/** A filter with what its truth rests on. */
export interface Watched {
  readonly filter: Filter;
  readonly dependencies: Dependencies;
  /** The only stages in which it can hold; null: in any. */
  readonly stages: ReadonlySet<string> | null;
  /** Ranges of numbers in all of which the record must be for it to hold. */
  readonly ranges: readonly RequiredRange[];
  /** The record alone decides: neither relations nor the passing of time can make it hold or not hold. */
  readonly alone: boolean;
}

export type CompiledTrigger =
  | {
      readonly kind: "on";
      readonly saves: ReadonlySet<ChangeKind>;
      readonly fields: ReadonlySet<string> | null;
      readonly before: Filter | null;
    }
  | { readonly kind: "enters"; readonly watched: Watched }
  | {
      readonly kind: "date";
      readonly field: string;
      readonly offset: Duration | null;
      readonly at: string | null;
      /** "The field is set": what a change of the date must be noticed by. */
      readonly watched: Watched;
    }
  | {
      readonly kind: "event";
      readonly event: string;
      readonly match: Filter | null;
      readonly find: { readonly field: string; readonly payload: string } | null;
    }
  | { readonly kind: "schedule"; readonly rrule: string; readonly at: string | null }
  | IdleTrigger
  | { readonly kind: "manual" };

/** Nothing of these kinds happened to the record for that long. */
export interface IdleTrigger {
  readonly kind: "idle";
  readonly length: Duration;
  readonly of: readonly Stirring[];
}

export interface CompiledStep {
  readonly definition: DoStep;
  readonly placed: PlacedStep;
  readonly if: Filter | null;
}

/** Where a run can stand: a step, or a branch that waits before its way is chosen. */
export interface Stop extends Pick<DoStep, "id" | "wait" | "window" | "start" | "max_late"> {
  readonly index: IndexPath;
  /** Null: a step. */
  readonly branch: Branch | null;
}

/** One version of an automation, parsed once and never changed. */
export interface Rule {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly object: string;
  readonly version: number;
  /** Among automations, in order of creation; breaks ties between steps that fall due together. */
  readonly position: number;
  readonly createdAfter: string | null;
  readonly activatedAt: string | null;
  /** Whose rights it acts with; null for the system. */
  readonly publisher: string | null;
  readonly definition: Automation;
  readonly trigger: CompiledTrigger;
  readonly when: Filter | null;
  readonly goal: Watched | null;
  readonly steps: ReadonlyMap<string, CompiledStep>;
  /** Every step and every branch that waits, by id. */
  readonly stops: ReadonlyMap<string, Stop>;
  /** Conditions of branches, by the path of the branch and the arm ("2/0"). */
  readonly arms: ReadonlyMap<string, Filter>;
}

export type IdleRule = Rule & { readonly trigger: IdleTrigger };

export interface RuleSource {
  readonly id: string;
  readonly position: number;
  readonly version: number;
  readonly createdAfter: string | null;
  readonly activatedAt: string | null;
  readonly definition: Automation;
  readonly segments: ReadonlyMap<string, { readonly object: string; readonly filter: unknown }>;
  readonly publisher: string | null;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** The id that a text is; null where it is a name. */
export const idWritten = (text: string): string | null => (UUID.test(text) ? text.toLowerCase() : null);

export interface CompileContext {
  readonly model: Model;
  readonly resolve: (object: string, text: string) => string | null;
}

export type CompiledRule =
  | { readonly ok: true; readonly rule: Rule }
  | {
      readonly ok: false;
      readonly problems: readonly (FilterProblem & { readonly path: readonly (string | number)[] })[];
    };

const SAVES: Readonly<Record<string, readonly ChangeKind[]>> = {
  created: ["created"],
  updated: ["updated"],
  saved: ["created", "updated"],
  deleted: ["deleted"],
  archived: ["archived"],
  unarchived: ["unarchived"],
};

/** Parses all filters of a version. What the workspace no longer knows (a removed field) is a problem, not a crash. */
export const compileRule = (source: RuleSource, context: CompileContext): CompiledRule => {
  const problems: FilterProblem[] = [];
  const { definition } = source;
  const object = definition.object;
  const parse = (
    input: unknown,
    path: readonly (string | number)[],
    options: { save?: boolean; payload?: boolean; wait?: boolean } = {},
  ): Filter | null => {
    if (input === null || input === undefined) return null;
    const result = parseFilter(input, { ...context, segments: source.segments, object, ...options });
    if (result.ok) return result.filter;
    problems.push(...result.problems.map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
    return null;
  };
  const trigger = compileTrigger(definition, parse);
  const save = trigger?.kind === "on";
  const when = parse(definition.when, ["when"], { save });
  const goal = parse(definition.enrollment.exit.when, ["enrollment", "exit", "when"]);
  const steps = new Map<string, CompiledStep>();
  const stops = new Map<string, Stop>();
  const arms = new Map<string, Filter>();
  for (const placed of stepsOf(definition)) {
    const path = ["steps", ...placed.index];
    const { step } = placed;
    steps.set(step.id, {
      definition: step,
      placed,
      if: parse(step.if, [...path, "if"], { wait: awaitsEvent(step) }),
    });
    stops.set(step.id, stopOf(step, placed.index));
    for (const fork of placed.above) {
      if (fork.step.wait !== null)
        stops.set(branchId(fork.step, fork.branch), stopOfBranch(fork.step, fork.branch));
      const key = armKey(fork.branch, fork.arm);
      const condition = fork.step.branch[fork.arm]?.if ?? null;
      if (condition === null || arms.has(key)) continue;
      const filter = parse(condition, ["steps", ...fork.branch, "branch", fork.arm, "if"], {
        wait: awaitsEvent(fork.step),
      });
      if (filter !== null) arms.set(key, filter);
    }
  }
  if (problems.length > 0 || trigger === null) return { ok: false, problems };
  return {
    ok: true,
    rule: {
      id: source.id,
      key: definition.key,
      name: definition.name,
      object,
      version: source.version,
      position: source.position,
      createdAfter: source.createdAfter,
      activatedAt: source.activatedAt,
      publisher: source.publisher,
      definition,
      trigger,
      when,
      goal: goal === null ? null : watched(goal),
      steps,
      stops,
      arms,
    },
  };
};

const awaitsEvent = ({ wait }: Pick<DoStep, "wait">): boolean => wait !== null && "event" in wait;

const stopOf = ({ id, wait, window, start, max_late }: DoStep, index: IndexPath): Stop => ({
  id,
  wait,
  window,
  start,
  max_late,
  index,
  branch: null,
});

const stopOfBranch = (branch: Branch, index: IndexPath): Stop => ({
  id: branchId(branch, index),
  wait: branch.wait,
  window: null,
  start: branch.start,
  max_late: null,
  index,
  branch,
});

/** A branch without an id is called by its place; no step can bear such an id. */
export const branchId = ({ id }: Branch, index: IndexPath): string => id ?? `branch:${index.join(".")}`;

export const armKey = (branch: IndexPath, arm: number): string => `${branch.join(".")}/${arm}`;

const watched = (filter: Filter): Watched => {
  const restsOn = dependencies(filter);
  return {
    filter,
    dependencies: restsOn,
    stages: requiredStages(filter),
    ranges: requiredRanges(filter),
    alone: !restsOn.time && restsOn.related.length === 0,
  };
};

/** The dates of an event's occurrences rest on its rule, its exceptions and its zone too. */
const dated = (isSet: Filter, object: string, field: string): Watched => {
  const alone = watched(isSet);
  if (!followsSeries(object, field)) return alone;
  const own = [...new Set([...alone.dependencies.own, "start", ...SERIES_FIELDS])];
  return { ...alone, dependencies: { ...alone.dependencies, own } };
};

type Parse = (
  input: unknown,
  path: readonly (string | number)[],
  options?: { save?: boolean; payload?: boolean },
) => Filter | null;

const compileTrigger = ({ trigger, object }: Automation, parse: Parse): CompiledTrigger | null => {
  if ("on" in trigger) {
    return {
      kind: "on",
      saves: new Set(SAVES[trigger.on]),
      fields: trigger.fields === undefined ? null : new Set(trigger.fields),
      before: parse(trigger.before, ["trigger", "before"]),
    };
  }
  if ("enters" in trigger) {
    const { enters } = trigger;
    const input = isStageForm(enters) ? ["stage", "is", enters.stage] : enters;
    const filter = parse(input, ["trigger", "enters"]);
    return filter === null ? null : { kind: "enters", watched: watched(filter) };
  }
  if ("date" in trigger) {
    const { field, offset, at } = trigger.date;
    const isSet = parse([field, "is_set"], ["trigger", "date", "field"]);
    if (isSet === null) return null;
    const parsed = offset === undefined ? null : parseDuration(offset);
    return { kind: "date", field, offset: parsed, at: at ?? null, watched: dated(isSet, object, field) };
  }
  if ("event" in trigger) {
    const match = parse(trigger.match, ["trigger", "match"], { payload: true });
    if (trigger.find !== undefined) parse([trigger.find.field, "is_set"], ["trigger", "find", "field"]);
    return { kind: "event", event: trigger.event, match, find: trigger.find ?? null };
  }
  if ("schedule" in trigger) {
    return { kind: "schedule", rrule: trigger.schedule.rrule, at: trigger.schedule.at ?? null };
  }
  if (!("idle" in trigger)) return { kind: "manual" };
  const length = parseDuration(trigger.idle.for);
  return length === null ? null : { kind: "idle", length, of: trigger.idle.of };
};
