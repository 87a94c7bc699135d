import * as z from "zod";
import { duration, stepId } from "../formats/index.ts";
import { annotate, keyedUnion } from "../problems/index.ts";
import { type ActionName, type ActionParameters, ACTIONS } from "./actions/index.ts";
import { type Filter, filter } from "./filter.ts";
import { type Wait, type WaitInput, wait } from "./waits/index.ts";
import { type Window, window } from "./window.ts";

export const QUIET_POLICIES = ["defer", "drop", "expire"] as const;
export type QuietPolicy = (typeof QUIET_POLICIES)[number];
export type StepStart = "after" | "parallel";

/** A step that does something, as it is written. */
export interface DoStepInput {
  readonly id: string;
  readonly name?: string;
  readonly wait?: WaitInput;
  readonly window?: Window;
  readonly start?: StepStart;
  readonly if?: Filter;
  readonly max_late?: string;
  readonly quiet?: QuietPolicy;
  readonly do: ActionName;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface BranchInput {
  readonly branch: readonly ArmInput[];
  readonly id?: string;
  readonly wait?: WaitInput;
  readonly start?: StepStart;
}

export type ArmInput =
  | { readonly if: Filter; readonly steps: readonly StepInput[] }
  | { readonly else: true; readonly steps: readonly StepInput[] };

export type StepInput = DoStepInput | BranchInput;

/** A step that does something, with its defaults; `with` has the shape of its action. */
export type DoStep<Name extends ActionName = ActionName> = {
  [Action in Name]: {
    readonly id: string;
    readonly name: string | null;
    readonly wait: Wait | null;
    readonly window: Window | null;
    /** `parallel` counts from the start of the run, `after` from the end of the step above. */
    readonly start: StepStart;
    readonly if: Filter | null;
    /** Skipped as `late` beyond this; null = never. */
    readonly max_late: string | null;
    /** Overrides the workspace's quiet-hours policy; null = the workspace's. */
    readonly quiet: QuietPolicy | null;
    readonly do: Action;
    readonly with: ActionParameters<Action>;
  };
}[Name];

export interface Branch {
  readonly branch: readonly Arm[];
  readonly id: string | null;
  readonly wait: Wait | null;
  readonly start: StepStart;
}

/** One way of a branch; the first whose condition holds is taken. `if: null` is the `else`. */
export interface Arm {
  readonly if: Filter | null;
  readonly steps: readonly Step[];
}

export type Step = DoStep | Branch;

export const isBranch = (step: Step): step is Branch => "branch" in step;

const start = z.enum(["after", "parallel"]);

const BASE = {
  id: stepId,
  name: z.exactOptional(z.string()),
  wait: z.exactOptional(wait),
  window: z.exactOptional(window),
  start: z.exactOptional(start),
  if: z.exactOptional(filter),
  max_late: z.exactOptional(duration),
  quiet: z.exactOptional(z.enum(QUIET_POLICIES)),
};

const doOptions = Object.values(ACTIONS).map((action) =>
  z.strictObject({
    ...BASE,
    do: z.literal(action.name),
    with: action.bare ? z.exactOptional(action.parameters) : action.parameters,
  }),
);

const doStep = z.discriminatedUnion("do", doOptions as [(typeof doOptions)[0], ...typeof doOptions]);

const arm = keyedUnion("a way of a branch", {
  if: z.strictObject({ if: filter, steps: z.lazy(() => steps) }),
  else: z.strictObject({ else: z.literal(true), steps: z.lazy(() => steps) }),
});

const branch = z.strictObject({
  branch: z.array(arm).min(1),
  id: z.exactOptional(stepId),
  wait: z.exactOptional(wait),
  start: z.exactOptional(start),
});

const step = keyedUnion("a step", { branch, do: doStep }) as z.ZodType<StepInput>;

export const steps: z.ZodType<readonly StepInput[]> = annotate(z.array(step).min(1), {
  noun: "a list of steps",
});
