import { CommanderError } from "commander";

/** From sysexits: an error in the program itself. */
const INTERNAL = 70;
/** What was given cannot be used, and nothing was done; 1 is left to the commands, which mean by it what they found. */
export const UNUSABLE = 2;

/** One clear line for what the operator can act on; everything for what is our own mistake. */
export const fail = (error: unknown): never => {
  const { text, code } = describeFailure(error);
  process.stderr.write(text);
  process.exit(code);
};

interface Failure {
  /** Whole lines, for stderr. */
  readonly text: string;
  readonly code: number;
}

export const describeFailure = (error: unknown): Failure => {
  if (!(error instanceof Error)) return { text: `${String(error)}\n`, code: INTERNAL };
  // Commander has said it already. Help that was asked for is no failure.
  if (error instanceof CommanderError) return { text: "", code: error.exitCode === 0 ? 0 : UNUSABLE };
  if ("exitCode" in error && typeof error.exitCode === "number")
    return { text: `${error.message}\n`, code: error.exitCode };
  if (error.name === "Refusal") return { text: `${error.message}\n`, code: UNUSABLE };
  return { text: `${error.stack ?? error.message}\n`, code: INTERNAL };
};
