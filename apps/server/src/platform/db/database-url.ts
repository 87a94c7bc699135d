import type { ClientConfig } from "pg";
import { DatabaseError } from "./errors.ts";

export interface ServerAddress {
  readonly connection: ClientConfig;
  /** host:port/database for messages: without user and password. */
  readonly where: string;
}

export function parseDatabaseUrl(text: string): ServerAddress {
  const url = parse(text);
  if (!["postgres:", "postgresql:"].includes(url.protocol)) refuse(`it starts with ${url.protocol}`);
  const host = url.searchParams.get("host") ?? decodeURIComponent(url.hostname);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (host === "" || host === noHost) refuse("it names no host");
  if (database === "") refuse("it names no database");
  const port = url.port || (url.searchParams.get("port") ?? "5432");
  return { connection: { connectionString: text }, where: `${host}:${port}/${database}` };
}

const noHost = "none.invalid";

function parse(text: string): URL {
  try {
    // libpq and pg allow user@/database?host=/socket, the URL standard does not.
    return new URL(text.replace("@/", `@${noHost}/`));
  } catch {
    // Not the text itself: it may hold a password.
    return refuse("it cannot be read; % and @ in a password are written %25 and %40");
  }
}

function refuse(why: string): never {
  throw new DatabaseError("DB_URL_INVALID", { why });
}
