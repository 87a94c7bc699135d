import { V7Generator } from "uuidv7";
import type { Clock } from "./clock.ts";
import type { Random } from "./random.ts";

/** Makes record ids: UUIDv7, rising within a process, so that id order is the order of creation. */
export type NewId = () => string;

export const createIds = (clock: Clock, random: Random): NewId => {
  const generator = new V7Generator(random);
  return () => generator.generateOrResetCore(clock.now().epochMilliseconds, 10_000).toString();
};
