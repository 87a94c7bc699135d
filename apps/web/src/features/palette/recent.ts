import { remembered } from "../../lib/remembered.ts";

/** A record that was looked at. */
export interface Seen {
  readonly object: string;
  readonly id: string;
}

const KEPT = 8;

const kept = remembered("cadencia.recent", "[]");

export const recentRecords = (): readonly Seen[] => {
  try {
    return JSON.parse(kept.get()) as Seen[];
  } catch {
    return [];
  }
};

export const noteSeen = ({ object, id }: Seen): void =>
  kept.set(
    JSON.stringify([{ object, id }, ...recentRecords().filter((one) => one.id !== id)].slice(0, KEPT)),
  );
