import type { ChangeKind } from "../../../platform/journal/index.ts";
import type { Origin, StoredRecord } from "../../records/index.ts";
import type { RaisedEvent } from "../events.ts";
import type { Moment } from "../moments.repo.ts";
import type { Reason } from "../reasons.ts";

/** Records whose watch has to be judged, since what it reads of related records has changed. */
export interface RelatedTask {
  readonly automation: string;
  readonly version: number;
  readonly purpose: string;
  readonly ids: readonly string[];
  readonly origin: Origin;
}

/** Saves whose matching failed. */
export interface SavesTask {
  /** The automations that may have cared then: those that are switched on later begin after these saves. */
  readonly concerned: readonly string[];
  readonly saves: readonly {
    readonly object: string;
    readonly kind: ChangeKind;
    readonly before: StoredRecord | null;
    readonly after: StoredRecord;
    readonly changed: readonly string[];
    readonly origin: Origin;
  }[];
}

/** Where the entering of those stands that matched when their automation was switched on. */
export interface EnterTask {
  readonly automation: string;
  /** The activation: runs that began since are those of this entering. */
  readonly at: string;
  /** From where their runs count: the activation, later by the pauses since. */
  readonly base: string;
  /** Only those who became members at that instant. */
  readonly joined: boolean;
  /** How many one transaction takes in hand. */
  readonly part: number;
  /** The last record that was looked at; null at the beginning. */
  readonly after: string | null;
}

/**
 * What a change of an automation brings about for its runs under way, in the order of their ids. `move`: to a version;
 * `from`: only those of that one. `park`: it was switched off. `resume`: it was switched on again. `end`: what is left of
 * them is cancelled.
 */
export type RunsTask = {
  readonly automation: string;
  /** The last run that was looked at; null at the beginning. */
  readonly after: string | null;
  /** Only these, which failed alone. */
  readonly only: readonly string[] | null;
} & (
  | { readonly change: "move"; readonly version: number; readonly from: number | null }
  | { readonly change: "park" }
  | {
      readonly change: "resume";
      readonly how: "shift" | "keep_clock" | "restart";
      readonly offAt: string | null;
      readonly at: string;
      /** The last run that there was then. */
      readonly last: string;
    }
  | Ending
);

/** Which runs a change ends: those that there were. */
export interface Ending {
  readonly change: "end";
  readonly reason: Reason;
  /** Only of older versions than this one. */
  readonly before: number | null;
  /** Only those that started before this instant. */
  readonly startedBefore: string | null;
  readonly last: string;
}

/** One record for which an automation was to be started, and could not be. */
export interface StartTask {
  readonly automation: string;
  readonly version: number;
  readonly record: string;
  readonly origin: { readonly cause: Origin["cause"]; readonly confirmed: boolean };
  readonly base: string;
  readonly occasion: string | null;
  readonly judged: boolean;
  readonly pressed: boolean;
  readonly stayingSince: string | null;
}

/** An event whose consequences failed; `only`: for this automation. */
export type EventTask = Omit<RaisedEvent, "at"> & { readonly at: string; readonly only?: string };

/**
 * Work that is left to the workers, or has to be done again. `moment`: one that came due and could not be judged, or
 * whose automation was switched off before all of it was done.
 */
export type Work =
  | { readonly kind: "related"; readonly task: RelatedTask }
  | { readonly kind: "saves"; readonly task: SavesTask }
  | { readonly kind: "enter"; readonly task: EnterTask }
  | { readonly kind: "runs"; readonly task: RunsTask }
  | { readonly kind: "start"; readonly task: StartTask }
  | { readonly kind: "event"; readonly task: EventTask }
  | { readonly kind: "moment"; readonly task: Moment };

/** A job whose turn it is, and how often it has failed. */
export type Job = Work & { readonly id: string; readonly attempt: number };

/** What became of a job: what is left of it, and those of many that failed alone. */
export interface Outcome {
  readonly rest: Work | null;
  readonly failed: readonly { readonly work: Work; readonly error: unknown }[];
}
