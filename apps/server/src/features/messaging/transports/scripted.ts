import type { Channel } from "../deliveries/payload.ts";
import type { Handover, HandoverResult, Transport, Transports } from "./transport.ts";

/** The worker "died": whoever catches it must leave the lease as it is and record nothing. */
export class CrashSimulated extends Error {
  override readonly name = "CrashSimulated";
}

/** What scenario files call channels: every chat channel is a `message`. */
export type ScriptedChannel = "email" | "sms" | "message" | "webhook" | "call";

interface Failure {
  readonly channel: ScriptedChannel;
  readonly error: "temporary" | "permanent";
  times: number;
}

/** What is to go wrong in the next handovers; one script serves all transports of a workspace. */
export class TransportScript {
  readonly #failures: Failure[] = [];
  readonly #crashes: ((handover: Handover) => boolean)[] = [];

  /** The next `times` handovers on the channel fail. */
  fail(
    channel: ScriptedChannel,
    { times, error }: { times: number; error: "temporary" | "permanent" },
  ): void {
    this.#failures.push({ channel, times, error });
  }

  /** The worker dies after the next handover that matches. */
  crashAfter(matches: (handover: Handover) => boolean): void {
    this.#crashes.push(matches);
  }

  takeFailure(channel: Channel): HandoverResult | null {
    const failure = this.#failures.find((one) => one.times > 0 && one.channel === scripted(channel));
    if (failure === undefined) return null;
    failure.times -= 1;
    return {
      ok: false,
      temporary: failure.error === "temporary",
      answer: `a ${failure.error} error was simulated`,
    };
  }

  takeCrash(handover: Handover): boolean {
    const index = this.#crashes.findIndex((matches) => matches(handover));
    if (index >= 0) this.#crashes.splice(index, 1);
    return index >= 0;
  }
}

const scripted = (channel: Channel): ScriptedChannel => {
  switch (channel) {
    case "telegram":
    case "whatsapp":
    case "webchat":
      return "message";
    case "email":
    case "sms":
    case "call":
    case "webhook":
      return channel;
  }
};

/** A transport that fails and crashes as the script says, and otherwise does what the inner one does. */
export const scriptedTransport = (inner: Transport, script: TransportScript): Transport => ({
  channel: inner.channel,
  async handOver(handover) {
    const failure = script.takeFailure(inner.channel);
    if (failure !== null) return failure;
    const result = await inner.handOver(handover);
    if (script.takeCrash(handover)) throw new CrashSimulated("the worker died after the handover");
    return result;
  },
});

export const scriptedTransports = (inner: Transports, script: TransportScript): Transports =>
  new Map([...inner].map(([channel, transport]) => [channel, scriptedTransport(transport, script)]));
