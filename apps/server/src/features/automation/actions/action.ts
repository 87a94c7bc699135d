import type { ActionName, ActionParameters, Due } from "@cadencia/contracts/automation";
import type { RecordView, Value } from "@cadencia/core/model";
import type { QuietHours } from "@cadencia/core/schedule";
import type { FieldProblem } from "../../../platform/errors/index.ts";
import type { Side } from "../../messaging/index.ts";
import type { Catalog } from "../../objects/index.ts";
import type { Origin, PathTree, RecordNode, SaveUnit, StoredRecord } from "../../records/index.ts";
import type { Reason } from "../reasons.ts";

/** One run's step in the batch that an action works on. A batch holds a record at most once. */
export interface StepAtWork {
  /** Id of the run_step row: the key of everything that must happen once. */
  readonly id: string;
  readonly run: string;
  /** Null for an event about nobody, and after `on: deleted`. */
  readonly record: RecordNode | null;
  /** What the triggering event carried. */
  readonly payload: unknown;
  readonly due: Temporal.Instant;
  /** To be passed on with every save, so that it bears its cause. */
  readonly origin: Origin;
}

/** How a step ended, or why it has not. `detail` is one short line for people. */
export type StepOutcome =
  | { readonly status: "done"; readonly reason?: Reason; readonly detail?: string }
  | { readonly status: "failed"; readonly reason: Reason; readonly detail: string }
  /** Tried again after 1, 5, 15, 60 and 240 minutes. */
  | { readonly status: "failed"; readonly reason: Reason; readonly detail: string; readonly temporary: true }
  | { readonly status: "skipped" | "suppressed"; readonly reason: Reason; readonly detail?: string }
  /** Handed to the deliveries; the step ends with their outcome. */
  | { readonly status: "sending" }
  /** Put off until then. */
  | {
      readonly status: "waiting";
      readonly reason: Reason;
      readonly until: Temporal.Instant;
      /** When recipients must not be disturbed: the new moment must lie outside of these too. */
      readonly quiet?: readonly (QuietHours & { readonly timeZone: string })[];
    };

export const DONE: StepOutcome = { status: "done" };

export interface ActionBatch<Parameters> {
  readonly unit: SaveUnit;
  readonly catalog: Catalog;
  readonly automation: {
    readonly id: string;
    readonly key: string;
    readonly name: string;
    readonly object: string;
    /** For auto-completion: whether what ends it is leaving the `enters` filter, or leaving the stage. */
    readonly enters: boolean;
  };
  readonly step: { readonly id: string; readonly parameters: Parameters; readonly quiet: string | null };
  readonly steps: readonly StepAtWork[];
  readonly services: ActionServices;
}

/** A person found for a step; `detail` tells when it is not the one who was named (the step is done with `missing_person`). */
export interface FoundPerson {
  readonly user: StoredRecord;
  readonly detail: string | null;
}

/** What actions share. All of it works on what is loaded already, but for what concerns other automations. */
export interface ActionServices {
  /** Renders a text with merge fields in the workspace's language. Throws a StepFailure (missing_value, error). */
  readonly render: (text: string, step: StepAtWork, as?: { locale?: string; html?: boolean }) => string;
  /**
   * The value of a text that stands for one (templates' renderValue): a lone `{{ deal.amount }}` gives the amount
   * itself in canonical form, anything else its text; null when nothing comes out.
   */
  readonly value: (text: string, step: StepAtWork) => Value;
  /**
   * Finds a person: `owner` (default), `manager`, `team_leader`, `user:ana`, `ana`, `field:x`. When gone, the
   * chain: fallback, record's owner, pipeline's owner, owner's manager, workspace admin. Null when nobody is left.
   */
  readonly person: (
    step: StepAtWork,
    wanted: { who?: string | undefined; fallback?: string | undefined },
  ) => FoundPerson | null;
  /** The side of an A/B test that an address is on. */
  readonly side: (automation: string, address: string) => Side;
  /** Every user of the workspace by id, including inactive and deleted ones. */
  readonly users: ReadonlyMap<string, StoredRecord>;
  /** The user whom a text names by id, handle, e-mail or name. */
  readonly userNamed: (text: string) => StoredRecord | null;
  /** A user who can be given work: not deleted and not inactive. */
  readonly isHere: (user: StoredRecord) => boolean;
  /** Whether the user is absent at this instant. */
  readonly isAbsent: (user: StoredRecord) => boolean;
  /** A `due` parameter as an instant, counted from now; null when its date field is empty. */
  readonly due: (step: StepAtWork, due: Due) => Temporal.Instant | null;
  readonly template: (key: string) => TemplateDefinition | null;
  readonly view: (step: StepAtWork) => RecordView | null;
  /** Starts another automation for the records of the steps, as if it were pressed. */
  readonly startAutomation: (
    key: string,
    steps: readonly StepAtWork[],
  ) => Promise<ReadonlyMap<string, StepOutcome>>;
  /** Stops another automation for the records of the steps; `by` stands in its log. */
  readonly stopAutomation: (
    key: string,
    stop: { readonly steps: readonly StepAtWork[]; readonly by: string },
  ) => Promise<ReadonlyMap<string, StepOutcome>>;
}

export interface TemplateDefinition {
  readonly key: string;
  readonly kind: "email" | "sms" | "message" | "call" | "survey" | "notify";
  /** A text, or texts by language. */
  readonly subject: string | Readonly<Record<string, string>> | null;
  readonly body: string | Readonly<Record<string, string>> | null;
  readonly transactional: boolean;
  readonly transliterate: boolean;
}

/** What a check at save time knows. */
export interface CheckContext {
  readonly catalog: Catalog;
  readonly object: string;
  readonly templates: ReadonlySet<string>;
  readonly userNamed: (text: string) => unknown;
}

/** One action: everything the engine knows of it. Each has a folder of its own, and the registry lists them. */
export interface Action<Name extends ActionName = ActionName> {
  readonly name: Name;
  /** Relations of the record that it reads besides those its texts name: {contact: {company: {}}}. */
  readonly paths?: (
    parameters: ActionParameters<Name>,
    context: { object: string; catalog: Catalog },
  ) => PathTree;
  /** What only the workspace can tell is wrong: an unknown field, stage, pipeline, option, object. */
  readonly check?: (parameters: ActionParameters<Name>, context: CheckContext) => readonly FieldProblem[];
  /**
   * Holds steps back before their condition is judged (quiet hours, caps): those it answers for do not execute now.
   */
  readonly hold?: (
    batch: ActionBatch<ActionParameters<Name>>,
    /** Whether a step's `if` holds now: one that is about to be skipped takes nothing from the others. */
    goesOn: (step: StepAtWork) => boolean,
  ) => Promise<ReadonlyMap<string, StepOutcome>>;
  /**
   * Works on the whole batch, set-based, and says for each step how it ended. Writes only through `batch.unit`
   * and its own repo, in the transaction of the batch; nothing here talks to the network. A step without an
   * outcome counts as done.
   */
  readonly execute: (batch: ActionBatch<ActionParameters<Name>>) => Promise<ReadonlyMap<string, StepOutcome>>;
}

/** A step cannot be done, for a reason of the contract. Thrown by services; the engine turns it into an outcome. */
export class StepFailure extends Error {
  readonly reason: Reason;

  constructor(reason: Reason, detail: string) {
    super(detail);
    this.name = "StepFailure";
    this.reason = reason;
  }
}

/** Runs `work` for each step; one step's failure is its own outcome and leaves the others alone. */
export const eachStep = <Result>(
  steps: readonly StepAtWork[],
  work: (step: StepAtWork) => Result,
): { readonly results: ReadonlyMap<string, Result>; readonly failures: Map<string, StepOutcome> } => {
  const results = new Map<string, Result>();
  const failures = new Map<string, StepOutcome>();
  for (const step of steps) {
    try {
      results.set(step.id, work(step));
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      failures.set(step.id, { status: "failed", reason: error.reason, detail: error.message });
    }
  }
  return { results, failures };
};
