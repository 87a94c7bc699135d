import { CodedError } from "../config/index.ts";
import { DatabaseError, type DatabaseErrorCode } from "./errors.ts";

const byCode: Readonly<Record<string, DatabaseErrorCode>> = {
  ECONNREFUSED: "DB_UNREACHABLE",
  ECONNRESET: "DB_UNREACHABLE",
  ENOTFOUND: "DB_UNREACHABLE",
  EAI_AGAIN: "DB_UNREACHABLE",
  ETIMEDOUT: "DB_UNREACHABLE",
  EHOSTUNREACH: "DB_UNREACHABLE",
  ENETUNREACH: "DB_UNREACHABLE",
  ENOENT: "DB_UNREACHABLE",
  "57P03": "DB_UNREACHABLE",
  "28P01": "DB_AUTH",
  "28000": "DB_AUTH",
  "3D000": "DB_MISSING",
  "53300": "DB_NO_CONNECTION_LEFT",
  "53100": "DB_DISK_FULL",
  "42501": "DB_PRIVILEGE",
};

const byMessage: ReadonlyArray<readonly [RegExp, DatabaseErrorCode]> = [
  [/timeout expired|connection timeout|Connection terminated|timeout exceeded/iu, "DB_UNREACHABLE"],
  [/password must be a string|SASL|password authentication/iu, "DB_AUTH"],
  [/SSL|TLS|certificate|self.signed/iu, "DB_TLS"],
];

/** Whatever pg or the system said while connecting, as one coded line; anything unknown stays as it is. */
export function asDatabaseError(error: unknown, where: string): unknown {
  if (error instanceof CodedError || !(error instanceof Error)) return error;
  const code = codeOf(error);
  if (code === undefined) return error;
  return new DatabaseError(code, { where, why: reasonOf(error), cause: error });
}

function codeOf(error: Error): DatabaseErrorCode | undefined {
  const { code } = error as NodeJS.ErrnoException;
  const known = code === undefined ? undefined : byCode[code];
  if (known !== undefined) return known;
  return byMessage.find(([pattern]) => pattern.test(`${code ?? ""} ${error.message}`))?.[1];
}

/** A host with several addresses fails as an AggregateError whose own message is empty. */
function reasonOf(error: Error): string {
  if (error.message !== "") return error.message;
  return (error as NodeJS.ErrnoException).code ?? error.name;
}
