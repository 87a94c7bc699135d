import * as fc from "fast-check";
import type { Atom, Condition, ModelRule } from "./reference.ts";

export const DEALS = 2;
export const CONTACTS = 2;

export type Command =
  | { readonly do: "deal"; readonly deal: number; readonly change: DealChange }
  | { readonly do: "contact"; readonly contact: number; readonly gold: boolean }
  | { readonly do: "pass"; readonly hours: number }
  /** The next worker to execute a step dies before it commits. */
  | { readonly do: "crash" }
  /** The process ends, and another one goes on. */
  | { readonly do: "restart" };

export interface DealChange {
  readonly amount?: number;
  readonly contact?: number | null;
  /** Hours before or after the save. */
  readonly closedIn?: number | null;
}

const atom = fc.constantFrom<Atom>("large", "gold", "old");

const condition: fc.Arbitrary<Condition> = fc.record({
  how: fc.constantFrom("all", "any", "not"),
  atoms: fc.uniqueArray(atom, { minLength: 1, maxLength: 2 }),
});

const rule: fc.Arbitrary<ModelRule> = fc.record({
  condition,
  again: fc.constantFrom("every_time", "once", "gap"),
  whileActive: fc.constantFrom("ignore", "restart"),
  leaves: fc.boolean(),
  grouped: fc.boolean(),
  waits: fc.array(fc.constantFrom(0, 5, 24, 60), { minLength: 1, maxLength: 3 }),
});

const change: fc.Arbitrary<DealChange> = fc.record(
  {
    amount: fc.constantFrom(10, 5000),
    contact: fc.constantFrom(null, ...Array.from({ length: CONTACTS }, (_, index) => index)),
    closedIn: fc.constantFrom(null, -100, -48, -20, -1, 30),
  },
  { requiredKeys: [] },
);

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("deal"), deal: fc.nat(DEALS - 1), change }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("contact"), contact: fc.nat(CONTACTS - 1), gold: fc.boolean() }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("pass"), hours: fc.constantFrom(1, 10, 24, 49, 130) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("crash") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("restart") }) },
);

export interface Sequence {
  readonly rules: readonly ModelRule[];
  readonly commands: readonly Command[];
}

export const sequence: fc.Arbitrary<Sequence> = fc.record({
  rules: fc.array(rule, { minLength: 1, maxLength: 3 }),
  commands: fc.array(command, { minLength: 8, maxLength: 30 }),
});
