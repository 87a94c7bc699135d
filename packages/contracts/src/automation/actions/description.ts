import type * as z from "zod";
import type { Path, ProblemCode } from "../../problems/index.ts";

/** A flaw of an action's parameters that the shape alone does not show. */
export interface Flaw {
  readonly code: ProblemCode;
  /** Inside `with`. */
  readonly path: Path;
  /** Predicate whose subject is the step: `needs a template or a text`. */
  readonly message: string;
}

/** What everybody but the engine knows of an action. */
export interface ActionDescription<Name extends string, Parameters extends z.ZodType> {
  readonly name: Name;
  /** Schema of `with`. */
  readonly parameters: Parameters;
  /** Whether `with` may be left out. */
  readonly bare: boolean;
  /** Whether it works on the run's record, so that `on: deleted` cannot have it. */
  readonly needsRecord: boolean;
  /** Channel of the message it hands over, which quiet hours, consent and the default `max_late` are about. */
  readonly sends: "email" | "sms" | "message" | "call" | null;
  readonly flawsOf: (parameters: z.output<Parameters>) => readonly Flaw[];
}

type Optional = "bare" | "needsRecord" | "sends" | "flawsOf";

export const describeAction = <const Name extends string, Parameters extends z.ZodType>(
  description: Omit<ActionDescription<Name, Parameters>, Optional> &
    Partial<Pick<ActionDescription<Name, Parameters>, Optional>>,
): ActionDescription<Name, Parameters> => ({
  bare: false,
  needsRecord: true,
  sends: null,
  flawsOf: () => [],
  ...description,
});
