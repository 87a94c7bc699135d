import type { Context } from "liquidjs";
import type { Locale } from "../i18n/index.ts";
import type { Printer } from "./printing.ts";

/** What filters and outputs of one rendering share. */
export interface Rendering {
  readonly locale: Locale;
  readonly timeZone: string;
  readonly currency: string;
  /** The present, for `"now" | date`; null where the caller has none. */
  readonly now: Temporal.Instant | null;
  readonly print: Printer;
  /** What an output writes: the printed value, escaped where the text is HTML. */
  readonly write: (value: unknown) => unknown;
}

const REGISTER = "rendering";

export const setRendering = (context: Context, rendering: Rendering): void => {
  context.setRegister(REGISTER, rendering);
};

export const renderingOf = (context: Context): Rendering => context.getRegister<Rendering>(REGISTER);
