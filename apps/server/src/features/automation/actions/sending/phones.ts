import type { TemplateChoice } from "@cadencia/contracts/automation";
import { quietUntil } from "@cadencia/core/schedule";
import type { QuietPolicy } from "../../../../platform/workspace/index.ts";
import {
  customerZone,
  homeCountry,
  localeOf,
  phoneOf,
  readAddressStates,
  statesThatStop,
  type AddressState,
  type Parcel,
  type Payload,
  type Phone,
  type PhoneChoice,
  type QuietFor,
  type Recipient,
} from "../../../messaging/index.ts";
import { eachStep, type ActionBatch, type StepAtWork, type StepOutcome } from "../action.ts";
import { parcelFor, sourceOf, withoutAddress, type StepPlan } from "./conclude.ts";
import { heldBack } from "./held-back.ts";
import { recipientsOf } from "./recipients.ts";
import { plainText, type ChosenTemplate } from "./texts.ts";

export interface PhoneParameters {
  readonly to: string | string[];
  readonly from?: string;
  readonly text?: string;
  readonly template?: TemplateChoice;
  readonly phone?: PhoneChoice;
  readonly quiet?: QuietPolicy;
}

type Batch = ActionBatch<PhoneParameters>;

/** What is sent to a number once its text is known. */
export interface PhoneMessage {
  readonly payload: Payload;
  readonly cost: string | null;
}

interface PhoneChannel {
  readonly channel: "sms" | "call";
  readonly write: (
    to: Phone,
    content: { text: string; template: ChosenTemplate | null },
    from: string | null,
  ) => PhoneMessage;
}

export interface PhonePlans {
  readonly plans: ReadonlyMap<string, StepPlan>;
  readonly failures: ReadonlyMap<string, StepOutcome>;
}

interface Target {
  readonly recipient: Recipient;
  readonly phone: Phone | null;
}

/** What the steps of a batch send to numbers: the same for a text and for a call, but for what is written. */
export const planPhones = async (batch: Batch, channel: PhoneChannel): Promise<PhonePlans> => {
  const { results: found, failures } = eachStep(batch.steps, (step) => targetsOf(batch, step));
  const numbers = [...found.values()].flatMap(({ targets }) =>
    targets.flatMap(({ phone }) => phone?.number ?? []),
  );
  const states = await readAddressStates(batch.unit.tx, [...new Set(numbers)]);
  const reachable = batch.steps.filter((step) => found.has(step.id));
  const { results: plans, failures: unmade } = eachStep(reachable, (step): StepPlan => {
    const { targets, warning } = found.get(step.id) ?? { targets: [], warning: null };
    const parcels = targets.map((target, place) => parcelOf(batch, { step, target, place, states }, channel));
    return { source: sourceOf(batch, step), warning, parcels };
  });
  return { plans, failures: new Map([...failures, ...unmade]) };
};

const targetsOf = (
  batch: Batch,
  step: StepAtWork,
): { targets: readonly Target[]; warning: string | null } => {
  const { to, phone: choice = "auto" } = batch.step.parameters;
  const home = homeCountry(batch.catalog.settings);
  const { recipients, warning } = recipientsOf(batch, step, to);
  const seen = new Set<string>();
  const targets = recipients.flatMap((recipient): Target[] => {
    const phone = phoneOf(recipient, { choice, home });
    if (phone === null) return [{ recipient, phone }];
    if (seen.has(phone.number)) return [];
    seen.add(phone.number);
    return [{ recipient, phone }];
  });
  return { targets, warning };
};

const policyOf = (batch: Batch): QuietPolicy =>
  (batch.step.quiet as QuietPolicy | null) ??
  batch.step.parameters.quiet ??
  batch.catalog.settings.sms.quietHours.policy;

const quietFor = (batch: Batch, { recipient, phone }: Target): QuietFor => {
  const { from, to } = batch.catalog.settings.sms.quietHours;
  return { from, to, timeZone: customerZone(recipient, batch.catalog.settings, phone) };
};

const quietEndOf = (batch: Batch, target: Target): Temporal.Instant | null => {
  if (target.phone === null) return null;
  const quiet = quietFor(batch, target);
  return quietUntil(batch.unit.tx.now, quiet, quiet.timeZone);
};

/**
 * Holds a step back while any of its recipients must not be disturbed: until the last of them may be, when all is
 * looked at again. `expire` waits likewise, and the engine gives up at `max_late`; with `drop` nobody waits, and
 * a step none of whose recipients may be disturbed ends.
 */
export const holdInQuietHours = async (batch: Batch): Promise<ReadonlyMap<string, StepOutcome>> => {
  const { results } = eachStep(batch.steps, (step) => targetsOf(batch, step).targets);
  const outcomes = new Map<string, StepOutcome>();
  for (const [step, targets] of results) {
    const reachable = targets.filter(({ phone }) => phone !== null);
    const ends = reachable.flatMap((target) => quietEndOf(batch, target) ?? []);
    const latest = ends.toSorted((left, right) => Temporal.Instant.compare(left, right)).at(-1);
    if (latest === undefined) continue;
    if (policyOf(batch) !== "drop")
      outcomes.set(step, {
        status: "waiting",
        reason: "quiet_hours",
        until: latest,
        quiet: reachable.map((target) => quietFor(batch, target)),
      });
    else if (ends.length === reachable.length) outcomes.set(step, DROPPED);
  }
  return outcomes;
};

const DROPPED = {
  status: "suppressed",
  reason: "quiet_hours",
  detail: "it is night where the recipient is",
} as const;

const parcelOf = (
  batch: Batch,
  {
    step,
    target,
    place,
    states,
  }: { step: StepAtWork; target: Target; place: number; states: ReadonlyMap<string, AddressState> },
  { channel, write }: PhoneChannel,
): Parcel => {
  const { recipient, phone } = target;
  if (phone === null) return withoutAddress(channel, place, "the recipient has no usable number");
  const { number } = phone;
  return parcelFor(number, channel, () => {
    const locale = localeOf(recipient, batch.catalog.settings.locale);
    const content = plainText(batch, step, { locale, address: number });
    const transactional = content.template?.transactional ?? false;
    const state = states.get(number) ?? "active";
    const notSent =
      heldBack(recipient, { state, channel, transactional }) ??
      (quietEndOf(batch, target) === null ? null : DROPPED);
    if (notSent !== null) return { kind: "held", channel, recipient: number, notSent };
    const { from } = batch.step.parameters;
    const message = write(phone, content, from === undefined ? null : batch.services.render(from, step));
    return {
      kind: "send",
      delivery: {
        id: batch.unit.tx.workspace.newId(),
        recipient: number,
        stoppedBy: statesThatStop({ toUser: recipient.kind === "user", transactional }),
        quiet: quietFor(batch, target),
        token: null,
        ...message,
      },
    };
  });
};
