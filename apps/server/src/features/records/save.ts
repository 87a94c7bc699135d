import type { ObjectType } from "@cadencia/core/model";
import { EVERYTHING, type Rights } from "@cadencia/core/rights";
import type { ChangeKind } from "../../platform/journal/index.ts";
import type { StoredRecord } from "./row.ts";

/** An automation that ran for a record somewhere up the chain of causes. */
export interface ChainLink {
  readonly automation: string;
  readonly record: string;
}

/**
 * The step of a run that makes a save, or (step null) a moment that such a save armed. Depth 0 is a person's save;
 * the run that it starts has depth 1.
 */
export interface Cause {
  readonly step: string | null;
  readonly run: string | null;
  readonly automation: string | null;
  readonly depth: number;
  readonly chain: readonly ChainLink[];
}

/** Who saves and why. */
export interface Origin {
  readonly actor: string | null;
  readonly cause: Cause | null;
  /** False for a bulk import that did not ask for it: joins members and arms dates, starts nothing. */
  readonly runAutomations: boolean;
  /** A person has seen how many there will be (an import, "existing"): the circuit breaker does not count the runs. */
  readonly confirmed?: boolean;
  /** The step to which the journal ascribes the change, where that is not the cause (auto-completion). */
  readonly ascribedTo?: string;
  /** Whose rights the save is held to, where not the actor's: those of an automation's publisher. */
  readonly rights?: Rights;
}

export const SYSTEM: Origin = { actor: null, cause: null, runAutomations: true };

/** What follows from a save by the product's own rules, however little its actor may do by hand. */
export const byProduct = (origin: Origin): Origin => ({ ...origin, rights: EVERYTHING });

/** One net change of one record. */
export interface Save {
  readonly object: ObjectType;
  readonly kind: ChangeKind;
  readonly before: StoredRecord | null;
  readonly after: StoredRecord;
  readonly changed: ReadonlySet<string>;
  readonly origin: Origin;
}

/** Who changes a record: the same for all of a bulk write, or told record by record. */
export type OriginOf = Origin | ((id: string) => Origin);

export const originOf = (origin: OriginOf, id: string): Origin =>
  typeof origin === "function" ? origin(id) : origin;
