import type { Channel, Payload } from "../deliveries/payload.ts";

/** One attempt to hand one message over. */
export interface Handover {
  /** Id of the delivery: the same in every attempt, so that receivers can tell a repetition. */
  readonly id: string;
  readonly attempt: number;
  readonly step: string | null;
  readonly stepKey: string | null;
  readonly automation: string | null;
  readonly record: string | null;
  readonly payload: Payload;
}

export type HandoverResult =
  | { readonly ok: true; readonly id?: string }
  | {
      readonly ok: false;
      /** It may work another time. Only what certainly was not taken may be called temporary. */
      readonly temporary: boolean;
      /** What the provider said. */
      readonly answer: string;
    };

/**
 * Hands messages of one channel to the outside. It answers when it knows what became of the message; when it
 * cannot know, it throws, and the delivery is `uncertain`.
 */
export interface Transport {
  readonly channel: Channel;
  handOver(handover: Handover): Promise<HandoverResult>;
}

export type Transports = ReadonlyMap<Channel, Transport>;
