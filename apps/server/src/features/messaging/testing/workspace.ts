import { seededRandom, VirtualClock } from "../../../platform/clock/index.ts";
import { createWorkspace } from "../../../platform/db/workspaces.ts";
import { openTestDatabase } from "../../../platform/db/testing.ts";
import {
  createWorkspaceHandle,
  inTransaction,
  type Transaction,
  type Workspace,
  type WorkspaceSettings,
} from "../../../platform/workspace/index.ts";
import type pg from "pg";
import { ensureTable, raiseModelRevision, readCatalog, writeSettings } from "../../objects/index.ts";
import { recordOf, SaveUnit, SYSTEM, type Input, type Save } from "../../records/index.ts";
import type { DeliverySource, DeliveryWork, NewDelivery, Transport } from "../index.ts";
import { dispatch } from "../index.ts";
import { readMessageStates } from "./messages.repo.ts";

const START = Temporal.Instant.from("2026-06-02T08:00:00Z");

export interface MessagingWorkspace {
  readonly workspace: Workspace;
  readonly clock: VirtualClock;
  readonly url: string;
  /** Every save that was flushed, in order. */
  readonly saves: readonly Save[];
  readonly openUnit: (tx: Transaction) => Promise<SaveUnit>;
  readonly inUnit: <Result>(work: (unit: SaveUnit) => Promise<Result>) => Promise<Result>;
  readonly inTx: <Result>(work: (tx: Transaction) => Promise<Result>) => Promise<Result>;
  readonly close: () => Promise<void>;
}

interface ProcessOptions {
  readonly pool: pg.Pool;
  readonly schemaName: string;
  readonly seed?: number;
}

/** The workspace of a process: the same database may be worked on by several. */
export const openWorkspace = ({ pool, schemaName, seed = 1 }: ProcessOptions) => {
  const clock = new VirtualClock(START);
  const random = seededRandom(seed);
  const workspace = createWorkspaceHandle({ key: "test", schemaName, pool, clock, random });
  const saves: Save[] = [];
  const openUnit = (tx: Transaction): Promise<SaveUnit> =>
    SaveUnit.open(tx, { resolve: () => null, listener: async (_, heard) => void saves.push(...heard) });
  const inTx = <Result>(work: (tx: Transaction) => Promise<Result>) => inTransaction(workspace, work);
  const inUnit = <Result>(work: (unit: SaveUnit) => Promise<Result>) =>
    inTx(async (tx) => {
      const unit = await openUnit(tx);
      const result = await work(unit);
      await unit.flush();
      return result;
    });
  return { workspace, clock, saves, openUnit, inTx, inUnit };
};

/** A workspace of its own on a real PostgreSQL. */
export const buildWorkspace = async (
  settings: Partial<WorkspaceSettings> = {},
): Promise<MessagingWorkspace> => {
  const database = await openTestDatabase({ workspace: "test" });
  const { schemaName } = await createWorkspace(database.pool, "test");
  const opened = openWorkspace({ pool: database.pool, schemaName });
  await opened.inTx(async (tx) => {
    await writeSettings(tx, settings);
    await raiseModelRevision(tx);
    const { model } = await readCatalog(tx);
    for (const object of model.objects.values()) await ensureTable(tx, object);
  });
  opened.workspace.statements.forget();
  return { ...opened, url: database.url, close: database.close };
};

export const buildRecord = (home: MessagingWorkspace, object: string, input: Input) =>
  home.inUnit(async (unit) => recordOf((await unit.create(object, [{ input }]))[0]));

export const mail = (home: MessagingWorkspace, to: string, more: Partial<NewDelivery> = {}): NewDelivery => ({
  id: home.workspace.newId(),
  recipient: to,
  stoppedBy: ["not_subscribed", "unsubscribed", "not_working"],
  quiet: null,
  cost: null,
  token: null,
  payload: {
    channel: "email",
    to,
    cc: [],
    from: "us@cadencia.test",
    fromName: null,
    subject: "Offer",
    text: "Hello",
    html: null,
    template: null,
    headers: { "Message-ID": `<${to}>` },
  },
  ...more,
});

export const sourceOf = (home: MessagingWorkspace, step = home.workspace.newId()): DeliverySource => ({
  step,
  stepKey: "mail",
  run: home.workspace.newId(),
  automation: home.workspace.newId(),
  record: null,
  origin: SYSTEM,
});

/** Queues one step that mails these addresses, and gives the step's id. */
export const queueMails = async (
  home: MessagingWorkspace,
  addresses: readonly string[],
  more: Partial<NewDelivery> = {},
): Promise<string> => {
  const step = home.workspace.newId();
  const source = sourceOf(home, step);
  const parcels = addresses.map((to) => ({ kind: "send" as const, delivery: mail(home, to, more) }));
  await home.inUnit((unit) => dispatch(unit, [{ source, warning: null, parcels }]));
  return step;
};

export interface Finished {
  readonly step: string;
  readonly status: string;
  readonly reason?: string;
  readonly detail?: string;
}

/** A worker's parameters, with a listener that remembers what it heard. */
export const workOf = (
  home: Pick<MessagingWorkspace, "workspace" | "openUnit">,
  transports: readonly Transport[],
): DeliveryWork & { readonly finished: Finished[] } => {
  const finished: Finished[] = [];
  return {
    workspace: home.workspace,
    openUnit: home.openUnit,
    transports: new Map(transports.map((transport) => [transport.channel, transport])),
    leaseFor: { seconds: 60 },
    limit: 1000,
    finished,
    listener: {
      finishStep: async (_, step, outcome) => void finished.push({ step, ...outcome }),
    },
  };
};

export const messageStates = (home: MessagingWorkspace): Promise<string[]> => home.inTx(readMessageStates);
