import type { DoStepInput } from "@cadencia/contracts/automation";

/** A wait as it is written. */
export type WaitInput = NonNullable<DoStepInput["wait"]>;
