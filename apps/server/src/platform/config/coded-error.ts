/** A failure the operator can act on: printed as one line, and the process leaves with the exit code. */
export class CodedError extends Error {
  readonly code: string;
  readonly exitCode: number;

  constructor(code: string, exitCode: number, line: string, cause?: unknown) {
    super(`${code}: ${onOneLine(line)}`, cause === undefined ? undefined : { cause });
    this.name = "CodedError";
    this.code = code;
    this.exitCode = exitCode;
  }
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/gu, " ").trim();
}
