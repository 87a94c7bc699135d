import type { EvaluationContext } from "@cadencia/core/filter";
import type { Side } from "../messaging/index.ts";
import { readDirectory, SaveUnit, type Directory } from "../records/index.ts";
import { readRules, type Resolve, type Rules } from "./rules.ts";

/** Where a worker may be made to die, for scenarios and failure tests. */
export type CrashPoint = "before_commit" | "after_send";

/** How the engine runs in one process. */
export interface EngineOptions {
  readonly resolve: Resolve;
  /** Also keep in the log what the journal could reproduce (a false `when`); scenario runs do. */
  readonly trace: boolean;
  /** Sides of A/B tests that a scenario gives to addresses. */
  readonly sides?: ReadonlyMap<string, Side>;
  /** Only these rules, whatever else the workspace has (dry runs). */
  readonly rules?: Rules;
  /** Automations whose steps ended since the circuit breaker last looked. */
  readonly executed: Set<string>;
  readonly crash?: (point: CrashPoint, step: { automation: string; step: string }) => boolean;
}

/** What matching and executing share within one transaction. */
export interface AutomationContext {
  readonly unit: SaveUnit;
  readonly rules: Rules;
  readonly directory: Directory;
  readonly options: EngineOptions;
}

export const openContext = async (unit: SaveUnit, options: EngineOptions): Promise<AutomationContext> => ({
  unit,
  options,
  rules:
    options.rules ??
    (await readRules(unit.tx, unit.catalog, { resolve: unit.options.resolve, trace: options.trace })),
  directory: await readDirectory(unit.tx, unit.catalog),
});

/** After the configuration was changed in this very transaction: the same work with what it has become. */
export const reopenContext = async ({ unit, options }: AutomationContext): Promise<AutomationContext> =>
  openContext(await SaveUnit.open(unit.tx, unit.options, "own"), options);

export const judgedNow = (
  { unit }: AutomationContext,
  now: Temporal.Instant = unit.tx.now,
): EvaluationContext => ({
  now,
  calendar: unit.catalog.calendar,
});
