import type { ActionParameters } from "@cadencia/contracts/automation";
import { mergePaths } from "../../../records/index.ts";
import {
  isOwnHeader,
  localeOf,
  mailHeaders,
  newToken,
  readAddressStates,
  recipientPaths,
  statesThatStop,
  unsubscribeLink,
  type AddressState,
  type EmailAddress,
  type Parcel,
  type Recipient,
} from "../../../messaging/index.ts";
import { eachStep, type Action, type ActionBatch, type StepAtWork, type StepOutcome } from "../action.ts";
import { checkRecipients, checkTemplateExists } from "../sending/checks.ts";
import { conclude, parcelFor, sourceOf, withoutAddress, type StepPlan } from "../sending/conclude.ts";
import { heldBack } from "../sending/held-back.ts";
import { templateFor, type Reader } from "../sending/texts.ts";
import { addressesOf, NO_ADDRESSES, type Addresses, type Target } from "./addresses.ts";
import { composeMail, ownHeaders } from "./compose.ts";
import { holdForCap } from "./hold.ts";
import { senderOf } from "./sender.ts";

type Batch = ActionBatch<ActionParameters<"send_email">>;

export const sendEmailAction: Action<"send_email"> = {
  name: "send_email",
  paths: ({ to, cc, from }) => mergePaths([to, cc, from].map(recipientPaths)),
  check: ({ to, cc, from, template, headers }, context) => [
    ...checkRecipients(context, "to", to),
    ...checkRecipients(context, "cc", cc),
    ...checkRecipients(context, "from", from),
    ...checkTemplateExists(context, template),
    ...Object.keys(headers ?? {})
      .filter((name) => !isOwnHeader(name))
      .map((name) => ({
        field: "headers",
        code: "reserved",
        message: `the header "${name}" is set by the product`,
      })),
  ],
  hold: holdForCap,
  execute: async (batch) => {
    const { plans, failures } = await planMails(batch);
    return conclude(batch, plans, failures);
  },
};

/** What the steps of a batch send by mail, with nothing of it queued yet. */
export const planMails = async (
  batch: Batch,
): Promise<{
  readonly plans: ReadonlyMap<string, StepPlan>;
  readonly failures: ReadonlyMap<string, StepOutcome>;
}> => {
  const { results: found, failures } = eachStep(batch.steps, (step) => addressesOf(batch, step));
  const targets = [...found.values()].flatMap(({ to, cc }) => [...to, ...cc]);
  const states = await readAddressStates(batch.unit.tx, [
    ...new Set(targets.flatMap(({ email }) => email?.key ?? [])),
  ]);
  const reachable = batch.steps.filter((step) => found.has(step.id));
  const { results: plans, failures: unmade } = eachStep(reachable, (step): StepPlan => {
    const addresses = found.get(step.id) ?? NO_ADDRESSES;
    return {
      source: sourceOf(batch, step),
      warning: addresses.warning,
      parcels: parcelsOf(batch, { step, addresses, states }),
    };
  });
  return { plans, failures: new Map([...failures, ...unmade]) };
};

interface Work {
  readonly step: StepAtWork;
  readonly addresses: Addresses;
  readonly states: ReadonlyMap<string, AddressState>;
}

/** A delivery for each recipient; the copies go along with the first that is sent. */
const parcelsOf = (batch: Batch, { step, addresses, states }: Work): readonly Parcel[] => {
  let copied = false;
  return addresses.to.map(({ recipient, email }, place): Parcel => {
    if (email === null) return withoutAddress("email", place, "the recipient has no e-mail address");
    const parcel = parcelFor(email.key, "email", () => {
      const cc = copied ? [] : addresses.cc;
      return mailFor(batch, { step, states, cc }, { recipient, email });
    });
    copied ||= parcel.kind === "send";
    return parcel;
  });
};

const mailFor = (
  batch: Batch,
  { step, states, cc }: Omit<Work, "addresses"> & { cc: readonly Target[] },
  { recipient, email }: { recipient: Recipient; email: EmailAddress },
): Parcel => {
  const { settings } = batch.catalog;
  const reader: Reader = { locale: localeOf(recipient, settings.locale), address: email.key };
  const template = templateFor(batch, batch.step.parameters.template, reader);
  const transactional = template?.transactional ?? false;
  const stopped = (target: Recipient, key: string) =>
    heldBack(target, { state: states.get(key) ?? "active", channel: "email", transactional });
  const notSent = stopped(recipient, email.key);
  if (notSent !== null) return { kind: "held", channel: "email", recipient: email.key, notSent };

  const { workspace } = batch.unit.tx;
  const sender = senderOf(batch, step, batch.step.parameters.from);
  const toUser = recipient.kind === "user";
  const token = toUser || transactional ? null : newToken(workspace);
  const id = workspace.newId();
  const headers = mailHeaders({
    delivery: id,
    domain: settings.mail.address.split("@").at(-1) ?? "localhost",
    unsubscribe: token === null ? null : unsubscribeLink(settings.publicUrl, token),
  });
  return {
    kind: "send",
    delivery: {
      id,
      recipient: email.key,
      stoppedBy: statesThatStop({ toUser, transactional }),
      quiet: null,
      cost: null,
      token,
      payload: {
        channel: "email",
        to: email.address,
        cc: cc.flatMap((copy) =>
          copy.email !== null && stopped(copy.recipient, copy.email.key) === null ? [copy.email.address] : [],
        ),
        from: sender.address,
        fromName: sender.name,
        ...composeMail(batch, { step, template }, reader),
        template: template?.key ?? null,
        side: template?.side ?? null,
        headers: { ...headers, ...ownHeaders(batch, step, reader) },
      },
    },
  };
};
