import { inTransaction, type Workspace } from "../../../platform/workspace/index.ts";
import type { Channel } from "../deliveries/payload.ts";
import { insertIntoOutbox } from "./outbox.repo.ts";
import type { Transport, Transports } from "./transport.ts";

const CHANNELS: readonly Channel[] = ["email", "sms", "telegram", "whatsapp", "webchat", "call", "webhook"];

/**
 * Keeps messages in the outbox instead of handing them outside: what a workspace does until a channel is set up,
 * and what scenarios read. It commits on its own, as a mail server would, whatever becomes of the worker after.
 */
export const recordingTransport = (workspace: Workspace, channel: Channel): Transport => ({
  channel,
  async handOver(handover) {
    await inTransaction(workspace, (tx) => insertIntoOutbox(tx, handover));
    return { ok: true, id: handover.id };
  },
});

export const recordingTransports = (workspace: Workspace): Transports =>
  new Map(CHANNELS.map((channel) => [channel, recordingTransport(workspace, channel)]));
