/** From sysexits: an error in the program itself. */
const INTERNAL = 70;

/** One clear line for what the operator can act on; everything for what is our own mistake. */
export const fail = (error: unknown): never => {
  const { line, code } = describe(error);
  process.stderr.write(`${line}\n`);
  process.exit(code);
};

const describe = (error: unknown): { readonly line: string; readonly code: number } => {
  if (!(error instanceof Error)) return { line: String(error), code: INTERNAL };
  if ("exitCode" in error && typeof error.exitCode === "number")
    return { line: error.message, code: error.exitCode };
  if (error.name === "Refusal") return { line: error.message, code: 1 };
  return { line: error.stack ?? error.message, code: INTERNAL };
};
