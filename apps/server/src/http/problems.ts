import {
  problemDetails,
  type ApiErrorCode,
  type FieldError,
  type ProblemDetails,
} from "@cadencia/contracts/api";
import { Refusal, StaleVersion, type RefusalCode } from "../platform/errors/index.ts";
import { InvalidRequest } from "./validation.ts";

/** What a refusal of the product is in HTTP. */
const REFUSALS: Readonly<Record<RefusalCode, ApiErrorCode>> = {
  validation_failed: "invalid",
  not_found: "not_found",
  gone: "not_found",
  forbidden: "forbidden",
  version_conflict: "version_conflict",
  in_use: "in_use",
  conflict: "conflict",
  automation_inactive: "conflict",
  duplicate: "duplicate",
  malformed: "malformed",
  unauthenticated: "unauthenticated",
  wrong_credentials: "wrong_credentials",
  rate_limited: "rate_limited",
};

/** What Fastify refuses by itself. */
const FRAMEWORK: Readonly<Record<string, ApiErrorCode>> = {
  FST_ERR_BAD_URL: "malformed",
  FST_ERR_CTP_BODY_TOO_LARGE: "too_large",
  FST_ERR_CTP_EMPTY_JSON_BODY: "malformed",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed",
  FST_ERR_CTP_INVALID_JSON_BODY: "malformed",
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported_media_type",
  FST_ERR_CTP_INVALID_TYPE: "unsupported_media_type",
  FST_ERR_HANDLER_TIMEOUT: "unavailable",
  FST_ERR_MAX_PARAM_LENGTH: "not_found",
  FST_ERR_NOT_FOUND: "not_found",
};

/** What PostgreSQL or the way to it says when the same request may well succeed a moment later. */
const BUSY = new Set([
  "40001", // serialization failure
  "40P01", // deadlock
  "53300", // too many connections
  "55P03", // lock not available
  "57014", // statement timeout
  "57P01", // the server is going down
  "57P03", // the server is starting
  "ECONNREFUSED",
  "ECONNRESET",
]);

/** The one place where an error becomes an answer. `unexpected`: our own fault, to be logged whole. */
export const problemFor = (
  error: unknown,
): { readonly problem: ProblemDetails; readonly unexpected: boolean } => {
  const known = knownProblem(error);
  return known === null
    ? { problem: problemDetails("internal"), unexpected: true }
    : { problem: known, unexpected: known.status === 503 || isDataException(error) };
};

const knownProblem = (error: unknown): ProblemDetails | null => {
  if (error instanceof InvalidRequest) return problemDetails("invalid", { errors: error.errors });
  if (error instanceof Refusal) return refusalProblem(error);
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? String(error.code) : "";
  if (BUSY.has(code)) return problemDetails("unavailable", { detail: "the database is busy; try again" });
  if (isDataException(error))
    return problemDetails("invalid", { detail: `a value cannot be kept: ${error.message}` });
  const framework = FRAMEWORK[code] ?? byStatus(error);
  return framework === undefined ? null : problemDetails(framework, { detail: detailOf(framework, error) });
};

/** A value that we let through and PostgreSQL refused (class 22): the caller's mistake, and ours to name it better. */
const isDataException = (error: unknown): error is Error =>
  error instanceof Error && "code" in error && /^22[0-9A-Z]{3}$/.test(String(error.code));

const refusalProblem = (error: Refusal): ProblemDetails => {
  const errors: FieldError[] = error.problems.map(({ field, code, message, expected }) => ({
    field,
    code,
    message,
    ...(expected === undefined ? {} : { expected }),
  }));
  const details = problemDetails(REFUSALS[error.code], { detail: error.message, errors });
  return error instanceof StaleVersion ? { ...details, version: error.current } : details;
};

/** JSON that cannot be read comes as a SyntaxError with a status. */
const byStatus = (error: Error): ApiErrorCode | undefined => {
  const status = "statusCode" in error ? error.statusCode : undefined;
  if (status === 400) return "malformed";
  return status === 429 ? "rate_limited" : undefined;
};

const detailOf = (code: ApiErrorCode, error: Error): string => {
  if (code === "unsupported_media_type") return "send JSON, with the header Content-Type: application/json";
  if (code === "unavailable") return "the request took too long; try again";
  return error.message;
};
