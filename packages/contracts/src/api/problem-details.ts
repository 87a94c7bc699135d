import * as z from "zod";
import { formatPath, type Problem } from "../problems/index.ts";
import { API_ERROR_CODES, API_ERRORS, type ApiErrorCode } from "./errors.ts";

export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** One field that was refused. */
export const fieldErrorSchema = z.strictObject({
  /** Path into the body, such as `steps[0].wait.for`; empty for the whole. */
  field: z.string(),
  code: z.string(),
  message: z.string(),
  /** The type of value that belongs there, where that is what is the matter: `number`, `email`. */
  expected: z.exactOptional(z.string()),
});

export type FieldError = z.infer<typeof fieldErrorSchema>;

/** The body of every error (RFC 9457). */
export const problemDetailsSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.exactOptional(z.string()),
  code: z.enum(API_ERROR_CODES as [ApiErrorCode, ...ApiErrorCode[]]),
  errors: z.array(fieldErrorSchema),
  /** The version that the record is at, where somebody else changed it. */
  version: z.exactOptional(z.int()),
});

export type ProblemDetails = z.infer<typeof problemDetailsSchema>;

export interface ProblemContent {
  /** What is the matter this time, for people. */
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
}

/** Nobody mends more at once, and a wrong list of thousands would otherwise be answered with as many lines. */
const MOST_ERRORS = 100;
const LONGEST_DETAIL = 2000;

export const problemDetails = (
  code: ApiErrorCode,
  { detail, errors = [] }: ProblemContent = {},
): ProblemDetails => ({
  type: `urn:cadencia:error:${code}`,
  title: API_ERRORS[code].title,
  status: API_ERRORS[code].status,
  ...(detail === undefined ? {} : { detail: shortened(detail) }),
  code,
  errors: errors.slice(0, MOST_ERRORS),
});

const shortened = (detail: string): string =>
  detail.length > LONGEST_DETAIL ? `${detail.slice(0, LONGEST_DETAIL - 1)}…` : detail;

/** Problems of a body as the errors of its fields. */
export const fieldErrors = (problems: readonly Problem[]): readonly FieldError[] =>
  problems.map(({ code, path, message }) => ({ field: formatPath(path), code, message }));
