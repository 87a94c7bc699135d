import type { FieldError } from "@cadencia/contracts/api";

/** What the server says when it says no (RFC 9457), or what stood in its way. */
export class Problem extends Error {
  /** 0: no answer came. */
  readonly status: number;
  readonly code: string;
  readonly fields: readonly FieldError[];

  constructor({ status, code, message, fields = [] }: ProblemFacts) {
    super(message);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

interface ProblemFacts {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly fields?: readonly FieldError[];
}

export const isOffline = (error: unknown): boolean => error instanceof Problem && error.status === 0;
export const isSignedOut = (error: unknown): boolean => error instanceof Problem && error.status === 401;

/** What to write under each field of a form, by the field's name. */
export const fieldErrors = (error: unknown): Readonly<Record<string, string>> =>
  error instanceof Problem
    ? Object.fromEntries(error.fields.map(({ field, message }) => [field, message]))
    : {};
