import type { WARNING_CODES } from "@cadencia/contracts/api";

/** Something that runs, but hardly as it is meant. */
export interface Warning {
  /** Path into the definition, such as `steps[1].with.stage`. */
  readonly field: string;
  readonly code: (typeof WARNING_CODES)[number];
  readonly params: Readonly<Record<string, string>>;
}

/** `[2, 0, 1]` reads `steps[2].branch[0].steps[1]`. */
export const stepPath = (index: readonly number[]): string =>
  index.map((position, depth) => (depth % 2 === 0 ? `steps[${position}]` : `branch[${position}]`)).join(".");
