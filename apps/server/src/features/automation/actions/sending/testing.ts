import type { ActionName, ActionParameters } from "@cadencia/contracts/automation";
import {
  deliverDue,
  readHandedOver,
  readNotifications,
  recordingTransports,
  type HandedOver,
  type SendingOutcome,
} from "../../../messaging/index.ts";
import { SaveUnit } from "../../../records/index.ts";
import { buildBatch } from "../../testing/batch.ts";
import type { TestWorkspace } from "../../testing/workspace.ts";
import type { Action, StepOutcome, TemplateDefinition } from "../action.ts";

export interface SendOptions {
  readonly object?: string;
  readonly records: readonly (string | null)[];
  readonly quiet?: string;
  readonly templates?: Readonly<Record<string, Partial<TemplateDefinition>>>;
}

const templatesOf =
  (templates: SendOptions["templates"] = {}) =>
  (key: string): TemplateDefinition | null => {
    const template = templates[key];
    if (template === undefined) return null;
    return {
      key,
      kind: "email",
      subject: null,
      body: null,
      transactional: false,
      transliterate: false,
      ...template,
    };
  };

/** Executes a sending action as the engine would, with these templates; the outcomes stand in the records' order. */
export const send = <Name extends ActionName>(
  home: TestWorkspace,
  { action, parameters }: { action: Action<Name>; parameters: ActionParameters<Name> },
  options: SendOptions,
): Promise<readonly (StepOutcome | undefined)[]> =>
  home.inUnit(async (unit) => {
    const plain = await buildBatch(unit, { action, parameters }, options);
    const batch = {
      ...plain,
      step: { ...plain.step, quiet: options.quiet ?? null },
      services: { ...plain.services, template: templatesOf(options.templates) },
    };
    const held = (await action.hold?.(batch, () => true)) ?? new Map<string, StepOutcome>();
    const steps = batch.steps.filter(({ id }) => !held.has(id));
    const outcomes = await action.execute({ ...batch, steps });
    return batch.steps.map(({ id }) => held.get(id) ?? outcomes.get(id));
  });

export interface Delivered {
  readonly handed: readonly HandedOver[];
  readonly finished: readonly SendingOutcome[];
}

/** Delivers what is due to the outbox. */
export const deliver = async (home: TestWorkspace): Promise<Delivered> => {
  const finished: SendingOutcome[] = [];
  await deliverDue({
    workspace: home.workspace,
    transports: recordingTransports(home.workspace),
    openUnit: (tx) => SaveUnit.open(tx, { resolve: () => null, listener: async () => {} }),
    listener: { finishStep: async (_, __, outcome) => void finished.push(outcome) },
    leaseFor: { seconds: 60 },
    limit: 1000,
  });
  const handed = await home.inUnit((unit) => readHandedOver(unit.tx, { afterSeq: 0 }));
  return { handed, finished };
};

export const notifications = (home: TestWorkspace) =>
  home.inUnit((unit) => readNotifications(unit.tx, { afterSeq: 0 }));
