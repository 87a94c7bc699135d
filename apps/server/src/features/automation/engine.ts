import { inTransaction, type Transaction, type Workspace } from "../../platform/workspace/index.ts";
import { raiseModelRevision } from "../objects/index.ts";
import { readDirectory, SaveUnit, type Directory, type Resolver, type Save } from "../records/index.ts";
import { openContext, type AutomationContext, type EngineOptions } from "./context.ts";
import {
  deliverDue,
  recordingTransports,
  settleAbandoned,
  type DeliveryListener,
  type DeliveryWork,
  type Transports,
} from "../messaging/index.ts";
import { handoverMoment } from "./execution/handover-moment.ts";
import { raiseSent } from "./execution/raise-sent.ts";
import { finishSending } from "./execution/sending.ts";
import { automationsConcerned, isConcerned, matchSaves } from "./match.ts";
import { postponeSaves } from "./postpone.ts";
import { idWritten } from "./rule.ts";

/** The automation engine of one workspace in one process. */
export interface Engine {
  readonly workspace: Workspace;
  readonly options: EngineOptions;
  /** Saves records: what `work` writes commits together with the runs it starts. */
  readonly save: <Result>(work: (unit: SaveUnit) => Promise<Result>) => Promise<Result>;
  /** Runs engine work in one transaction; saves made in it are matched and journalled as any. */
  readonly run: <Result>(work: (context: AutomationContext) => Promise<Result>) => Promise<Result>;
  /** The same for work that changes automations: alone from its beginning, no save is under way beside it. */
  readonly change: <Result>(work: (context: AutomationContext) => Promise<Result>) => Promise<Result>;
  /** Hands over messages that are due, at most so many; of one run where one is named. Answers how many. */
  readonly deliver: (limit: number, run?: string) => Promise<number>;
  /** Messages are kept in the outbox and go nowhere: no channel is set up. */
  readonly captures: boolean;
  /** Settles handovers whose worker is known to be dead, expired or not. */
  readonly settleDead: () => Promise<number>;
}

/** How long one handover may take before its worker counts as dead. */
const LEASE = { seconds: 120 };

export const createEngine = (
  workspace: Workspace,
  given: Partial<EngineOptions> & { readonly transports?: Transports } = {},
): Engine => {
  const options: EngineOptions = { trace: false, resolve: () => null, executed: new Set(), ...given };
  const runHolding =
    (rules: "share" | "own", { eager = false } = {}): Engine["run"] =>
    (work) =>
      inTransaction(
        workspace,
        async (tx) => {
          const unit = await openUnit(tx, options, rules);
          const result = await work(await openContext(unit, options));
          await unit.flush();
          return result;
        },
        { eager },
      );
  const saveEagerly = runHolding("share", { eager: true });
  const work: DeliveryWork = {
    workspace,
    transports: given.transports ?? recordingTransports(workspace),
    listener: deliveryListener(options),
    openUnit: (tx) => openUnit(tx, options),
    leaseFor: LEASE,
    limit: 1,
  };
  return {
    workspace,
    options,
    run: runHolding("share"),
    change: runHolding("own"),
    save: (save) => saveEagerly(({ unit }) => save(unit)),
    deliver: async (limit, of) =>
      (await deliverDue({ ...work, limit, ...(of === undefined ? {} : { run: of }) })).handled,
    captures: given.transports === undefined,
    settleDead: () => settleAbandoned({ ...work, limit: 1000 }, { evenUnexpired: true }),
  };
};

const deliveryListener = (options: EngineOptions): DeliveryListener => ({
  finishStep: async (unit, step, outcome) => finishSending(await openContext(unit, options), step, outcome),
  mayBeMade: async (unit, step, wish) => handoverMoment(await openContext(unit, options), step, wish),
  messageSent: async (unit, sent) => raiseSent(await openContext(unit, options), sent),
});

/** Opens a unit whose saves are matched against the automations. */
const openUnit = async (
  tx: Transaction,
  options: EngineOptions,
  rules: "share" | "own" = "share",
): Promise<SaveUnit> => {
  let directory: Directory | null = null;
  const resolve: Resolver = (object, text, rights) => {
    const id = idWritten(text);
    if (id !== null) return id;
    return (
      options.resolve(object, text) ??
      (object === "user" ? (directory?.named(text, rights)?.id ?? null) : null)
    );
  };
  const unit = await SaveUnit.open(
    tx,
    { resolve, listener: (open, saves) => listen(open, saves, options) },
    rules,
  );
  directory = await readDirectory(tx, unit.catalog);
  return unit;
};

/**
 * Hears saves. Matching runs under a savepoint: whatever goes wrong in it, the person's save commits, with a job
 * that matches it again (promise 1).
 */
const listen = async (unit: SaveUnit, saves: readonly Save[], options: EngineOptions): Promise<void> => {
  if (saves.some((save) => save.object.key === "user" || save.object.key === "team"))
    await raiseModelRevision(unit.tx);
  const context = await openContext(unit, options);
  const concerned = saves.filter((save) => isConcerned(context, save));
  if (concerned.length === 0) return;
  // If it fails, the whole save is done again, then under the savepoint: two statements less for all that succeed.
  if (unit.tx.isEager) {
    await matchSaves(context, concerned);
    return;
  }
  const attempt = await unit.attempt(() => matchSaves(context, concerned));
  if (attempt.ok) return;
  const automations = concerned.flatMap((save) => automationsConcerned(context, save));
  await postponeSaves(context, { saves: concerned, concerned: automations });
};
