import {
  DONE,
  StepFailure,
  type ActionServices,
  type FoundPerson,
  type StepAtWork,
  type StepOutcome,
} from "./action.ts";
import type { StoredRecord } from "../../records/index.ts";
import { doneWith } from "./outcomes.ts";

export interface WantedPerson {
  readonly who?: string | undefined;
  readonly fallback?: string | undefined;
}

/** The person who is meant, or who stands in; a step fails where nobody is left. */
export const personFor = (services: ActionServices, step: StepAtWork, wanted: WantedPerson): FoundPerson => {
  const found = services.person(step, wanted);
  if (found !== null) return found;
  throw new StepFailure("missing_person", `nobody is left to stand in for "${wanted.who ?? "owner"}"`);
};

/** A fallback that worked is done, with its reason. */
export const doneFor = (person: FoundPerson | null): StepOutcome =>
  person === null ? DONE : doneWith("missing_person", person.detail);

/** Words that mean a person by their relation to the record. */
const RELATED = new Set(["owner", "manager", "team_leader"]);

export const isRelatedPerson = (text: string): boolean => RELATED.has(text) || text.startsWith("field:");

/** The user of a name, with or without `user:`; no fallback. */
export const userCalled = (services: ActionServices, text: string): StoredRecord | null =>
  services.userNamed(text.replace(/^user:/, ""));

/**
 * Who owns what is made from the step's record: the person named, else the record's owner. Where nobody is named
 * and the record has no owner, the new one has none either if nobody stands in.
 */
export const inheritedOwner = (
  services: ActionServices,
  step: StepAtWork,
  wanted: WantedPerson,
): { readonly owner: string | null; readonly detail: string | null } => {
  const unowned = wanted.who === undefined && step.record?.value("owner") === null;
  if (unowned) {
    const found = services.person(step, wanted);
    return { owner: found?.user.id ?? null, detail: found?.detail ?? null };
  }
  const { user, detail } = personFor(services, step, wanted);
  return { owner: user.id, detail };
};
