import type { DemoPayload } from "@cadencia/contracts/api";

type Offer = NonNullable<NonNullable<DemoPayload["demo"]>["offer"]>;

/** The acts that the first start offers, in their order. */
export const ACTS = ["turnOn", "move", "clock", "why"] as const;
export type Act = (typeof ACTS)[number];

export const isDone = (offer: Offer, act: Act): boolean => {
  switch (act) {
    case "turnOn":
      return offer.automation.switched_on;
    case "move":
      return offer.moved !== null;
    case "clock":
      return offer.ran_at !== null;
    case "why":
      return offer.explained;
  }
};

/** What is to be done next; null: all of it was. */
export const nextAct = (offer: Offer): Act | null => ACTS.find((act) => !isDone(offer, act)) ?? null;

export const isUnderWay = (offer: Offer | null): boolean =>
  offer !== null && !offer.closed && nextAct(offer) !== null;
