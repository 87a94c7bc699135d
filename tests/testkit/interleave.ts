import type { AutomationContext, Engine } from "../../apps/server/src/features/automation/index.ts";
import type { SaveUnit } from "../../apps/server/src/features/records/index.ts";
import { pause } from "./until.ts";
import type { TestWorkspace } from "./workspace.ts";

/** One transaction in three phases: it writes, it matches automations, it commits. */
export type Party = { readonly engine: Engine } & (
  | {
      /** A person's save. */
      readonly kind: "save";
      readonly work: (saved: { readonly unit: SaveUnit }) => Promise<unknown>;
    }
  | {
      /** What a worker does, and what changes automations. */
      readonly kind: "run" | "change";
      readonly work: (context: AutomationContext) => Promise<unknown>;
    }
);

const PHASES = 3;

/** Every order in which the phases of two transactions can follow each other: twenty of "aaabbb". */
export const ORDERS: readonly string[] = ordersOf(PHASES, PHASES);

function ordersOf(a: number, b: number): string[] {
  if (a === 0 || b === 0) return ["a".repeat(a) + "b".repeat(b)];
  return [...ordersOf(a - 1, b).map((rest) => `a${rest}`), ...ordersOf(a, b - 1).map((rest) => `b${rest}`)];
}

/**
 * Lets two transactions run phase by phase in the given order. One that has to wait for a lock of the other goes on
 * by itself as soon as it can. Answers how often a transaction had to begin anew (a deadlock).
 */
export const interleave = async (
  home: TestWorkspace,
  order: string,
  parties: { readonly a: Party; readonly b: Party },
): Promise<{ readonly restarts: number }> => {
  const steppers = { a: new Stepper(parties.a), b: new Stepper(parties.b) };
  for (const letter of order) {
    const stepper = letter === "a" ? steppers.a : steppers.b;
    stepper.allow();
    while (!stepper.rests && !(await isBlocked(home))) await pause(1);
  }
  await Promise.all([steppers.a.ended, steppers.b.ended]);
  return { restarts: steppers.a.restarts + steppers.b.restarts };
};

class Stepper {
  readonly ended: Promise<void>;
  #allowed = 0;
  #taken = 0;
  #attempts = 0;
  #finished = false;
  #wake: () => void = () => {};

  constructor(party: Party) {
    this.ended = this.#run(party).finally(() => {
      this.#finished = true;
    });
    // Whoever awaits the end hears of a failure; until then it is nobody's.
    this.ended.catch(() => {});
  }

  get restarts(): number {
    return this.#attempts - 1;
  }

  /** Whether it has done what it was allowed to. */
  get rests(): boolean {
    return this.#finished || this.#taken > this.#allowed;
  }

  allow(): void {
    this.#allowed += 1;
    this.#wake();
  }

  async #run(party: Party): Promise<void> {
    await this.#turn();
    const { engine, kind } = party;
    if (kind === "save") await engine.save((unit) => this.#phases(unit, () => party.work({ unit })));
    else await engine[kind]((context) => this.#phases(context.unit, () => party.work(context)));
  }

  async #phases(unit: SaveUnit, work: () => Promise<unknown>): Promise<void> {
    this.#attempts += 1;
    await work();
    await this.#turn();
    await unit.flush();
    await this.#turn();
  }

  /** A transaction that begins anew has had its turns. */
  async #turn(): Promise<void> {
    if (this.#attempts > 1) return;
    this.#taken += 1;
    while (this.#taken > this.#allowed) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** Whether any transaction of the database waits for another one. */
const isBlocked = async (home: TestWorkspace): Promise<boolean> => {
  const [row] = await home.query<{ blocked: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM pg_stat_activity
                     WHERE datname = current_database() AND wait_event_type = 'Lock') AS blocked`,
  );
  return row?.blocked ?? false;
};
