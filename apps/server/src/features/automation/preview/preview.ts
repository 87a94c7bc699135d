import { existing, refuseActivation, ruleOf, type Activation } from "../automations.service.ts";
import type { AutomationContext } from "../context.ts";
import type { Rule } from "../rule.ts";
import { templateKeys } from "../template-use.ts";
import { readTemplates } from "../templates.repo.ts";
import { countEntrants, type Passed } from "./count.repo.ts";
import { awaitedFields, firstDue } from "./first-due.ts";
import { lastPassed } from "./last-passed.ts";
import { sendingsOf } from "./sending-steps.ts";

/** What switching an automation on would bring about at once. Counts are of records. */
export interface ActivationPreview extends Readonly<Record<string, number | string | null>> {
  /** Runs that would begin. */
  readonly enter: number;
  /** Of these, records for which at least one message could go to somebody. */
  readonly reached: number;
  /** Records whose every address is held back, by its state or for want of consent. */
  readonly suppressed: number;
  /** Records for which there is no address to send to. */
  readonly no_address: number;
  /** When the first step of all falls due; null where nothing begins, or nothing known. */
  readonly first_due: string | null;
}

const NOTHING: ActivationPreview = { enter: 0, reached: 0, suppressed: 0, no_address: 0, first_due: null };

/** What `activate` would do now, counted by the database; nothing is changed. Refuses what `activate` refuses. */
export const previewActivation = async (
  context: AutomationContext,
  key: string,
  activation: Activation,
): Promise<ActivationPreview> => {
  const rule = await askedRule(context, key, activation);
  return activation.existing ? countRule(context, rule) : NOTHING;
};

/** The rule as it would be switched on; refused where that would be. */
export const askedRule = async (
  context: AutomationContext,
  key: string,
  activation: Activation,
): Promise<Rule> => {
  const row = await existing(context, key);
  const rule = { ...(await ruleOf(context, row)), createdAfter: null };
  refuseActivation(row, rule, activation);
  return rule;
};

/** Nobody enters by a trigger of which no moment has passed yet. */
export const isAhead = ({ trigger: { kind } }: Rule, passed: Passed | null): boolean =>
  (kind === "date" || kind === "idle") && passed === null;

const countRule = async (context: AutomationContext, rule: Rule): Promise<ActivationPreview> => {
  const { unit } = context;
  const passed = lastPassed(context, rule);
  if (isAhead(rule, passed)) return NOTHING;
  const keys = [...rule.steps.values()].flatMap(({ definition }) => templateKeys(definition.with));
  const { outside, colleagues } = sendingsOf(rule, await readTemplates(unit.tx, keys));
  const counted = await countEntrants(unit, { rule, sendings: outside, fields: awaitedFields(rule), passed });
  const { enter, suppressed } = counted;
  if (enter === 0) return NOTHING;
  const reached = outside.length === 0 && colleagues ? enter : counted.reached;
  const due = firstDue(context, rule, counted.earliest);
  const sends = outside.length > 0;
  return {
    enter,
    reached,
    suppressed,
    no_address: sends ? enter - reached - suppressed : 0,
    first_due: due?.toString() ?? null,
  };
};
