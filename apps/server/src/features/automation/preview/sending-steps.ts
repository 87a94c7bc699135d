import { ACTIONS, type People } from "@cadencia/contracts/automation";
import { statesThatStop, type HeldState, type PhoneChoice } from "../../messaging/index.ts";
import type { TemplateDefinition } from "../actions/action.ts";
import type { Rule } from "../rule.ts";
import { templateKeys } from "../template-use.ts";

/** To whom, and over which channel, a step of a rule sends. */
export interface Sending {
  readonly channel: "email" | "sms" | "message" | "call";
  /** A recipient as the step names it: `customer`, `field:x`, an address. */
  readonly word: string;
  readonly phone: PhoneChoice;
  readonly transactional: boolean;
  readonly stoppedBy: readonly HeldState[];
}

const OUTSIDE = new Set(["customer", "attendees"]);

/**
 * Everybody outside whom a rule writes to, in any of its branches. `colleagues` says whether it writes to people
 * of the house; they have no consent to give and no address to lose, and count only where nobody else is written to.
 */
export const sendingsOf = (
  rule: Rule,
  templates: ReadonlyMap<string, TemplateDefinition>,
): { readonly outside: readonly Sending[]; readonly colleagues: boolean } => {
  const all = [...rule.steps.values()].flatMap(({ definition }): Sending[] => {
    const channel = ACTIONS[definition.do].sends;
    if (channel === null || !("to" in definition.with)) return [];
    const transactional = isTransactional(definition.with, templates);
    const stoppedBy = statesThatStop({ toUser: false, transactional });
    const phone = "phone" in definition.with ? (definition.with.phone as PhoneChoice) : "auto";
    return [definition.with.to as People]
      .flat()
      .map((word) => ({ channel, word: word.trim(), phone, transactional, stoppedBy }));
  });
  const outside = all.filter(({ word }) => !isColleague(word));
  return { outside: unique(outside), colleagues: all.length > outside.length };
};

/** Roles, `user:ana`, and a bare handle; what else is written is a field or an address. */
const isColleague = (word: string): boolean =>
  word.startsWith("user:") || !(OUTSIDE.has(word) || word.startsWith("field:") || /[@+\d{]/.test(word));

const isTransactional = (
  parameters: unknown,
  templates: ReadonlyMap<string, TemplateDefinition>,
): boolean => {
  const keys = templateKeys(parameters);
  return keys.length > 0 && keys.every((key) => templates.get(key)?.transactional === true);
};

const unique = (sendings: readonly Sending[]): readonly Sending[] => [
  ...new Map(sendings.map((sending) => [JSON.stringify(sending), sending])).values(),
];
