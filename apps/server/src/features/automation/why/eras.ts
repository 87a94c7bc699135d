import type { Phase } from "./known.repo.ts";

/** A time in which an automation had one trigger, switched on or off. */
export interface Era {
  /** The last one with this trigger. */
  readonly version: number;
  /** Its first number of the journal; 0: what was before the automation is judged by its first version. */
  readonly seq: number;
  /** The instant of that; null: the beginning. */
  readonly at: string | null;
  /** Where the next one begins; null: it lasts. */
  readonly end: { readonly seq: number; readonly at: string } | null;
}

/** The newest first. Publications that left the trigger as it was, and switching off and on, end none. */
export const erasOf = (phases: readonly Phase[]): readonly Era[] => {
  const eras: Era[] = [];
  let end: Era["end"] = null;
  let version: number | null = null;
  for (const [index, phase] of [...phases.entries()].toReversed()) {
    version ??= phase.version;
    const before = phases[index - 1];
    if (before?.trigger === phase.trigger) continue;
    const { seq, at } = phase;
    eras.push(before === undefined ? { version, seq: 0, at: null, end } : { version, seq, at, end });
    end = { seq, at };
    version = null;
  }
  return eras;
};
