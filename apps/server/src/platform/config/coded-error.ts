interface Failure {
  readonly code: string;
  readonly exitCode: number;
  readonly line: string;
  readonly cause?: unknown;
}

/** A failure the operator can act on: printed as one line, and the process leaves with the exit code. */
export class CodedError extends Error {
  readonly code: string;
  readonly exitCode: number;

  constructor({ code, exitCode, line, cause }: Failure) {
    super(`${code}: ${onOneLine(line)}`, cause === undefined ? undefined : { cause });
    this.name = "CodedError";
    this.code = code;
    this.exitCode = exitCode;
  }
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
