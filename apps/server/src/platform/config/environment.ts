import { resolve } from "node:path";
import { CodedError } from "./coded-error.ts";

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Absolute path of the folder that holds everything Cadencia keeps on this machine. */
  readonly dataDirectory: string;
  /** Undefined: the embedded server in the data directory. */
  readonly databaseUrl: string | undefined;
  /** Address of the first administrator, asked for once: when a workspace is made. */
  readonly adminEmail: string;
  /** Of the first administrator, where the first start is not to wait for one; looked at while nobody has a password. */
  readonly adminPassword: string | undefined;
  /** A workspace that nobody can log in to yet is filled with the demo. */
  readonly demo: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The one place that reads the environment; everything else receives a Config. */
export function readConfig(environment: Environment = process.env): Config {
  return {
    host: readHost(environment["HOST"]),
    port: readPort(environment["PORT"]),
    dataDirectory: resolve(given(environment["CADENCIA_DATA"]) ?? ".cadencia"),
    databaseUrl: given(environment["DATABASE_URL"]),
    adminEmail: readAdminEmail(environment["CADENCIA_ADMIN_EMAIL"]),
    adminPassword: given(environment["CADENCIA_ADMIN_PASSWORD"]),
    demo: readDemo(environment["CADENCIA_DEMO"]),
  };
}

function readPort(text: string | undefined): number {
  const value = given(text);
  if (value === undefined) return 4600;
  const port = Number(value);
  // 0 is allowed: the system chooses a free port, which tests rely on.
  if (/^\d{1,5}$/u.test(value) && port <= 65_535) return port;
  throw configError(
    "CONFIG_PORT_INVALID",
    `PORT is "${value}". Give a whole number from 0 to 65535, such as PORT=4600.`,
  );
}

function readHost(text: string | undefined): string {
  const value = given(text);
  if (value === undefined) return "127.0.0.1";
  if (/^[\w.:-]+$/u.test(value)) return value;
  throw configError(
    "CONFIG_HOST_INVALID",
    `HOST is "${value}". Give an address to listen on, such as HOST=127.0.0.1 or HOST=0.0.0.0.`,
  );
}

function readAdminEmail(text: string | undefined): string {
  const value = given(text);
  if (value === undefined) return "admin@localhost";
  if (/^[^\s@]+@[^\s@]+$/u.test(value)) return value;
  throw configError(
    "CONFIG_ADMIN_EMAIL_INVALID",
    `CADENCIA_ADMIN_EMAIL is "${value}". Give an address, such as CADENCIA_ADMIN_EMAIL=ana@example.com.`,
  );
}

function readDemo(text: string | undefined): boolean {
  const value = given(text)?.toLowerCase();
  if (value === undefined || ["0", "false", "no"].includes(value)) return false;
  if (["1", "true", "yes"].includes(value)) return true;
  throw configError(
    "CONFIG_DEMO_INVALID",
    `CADENCIA_DEMO is "${text}". Give true, or leave it out for an empty workspace.`,
  );
}

/** `PORT=` in a unit file or a compose file means "not set". */
function given(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  return trimmed === "" ? undefined : trimmed;
}

/** 78 is EX_CONFIG of sysexits: supervisors can be told not to restart on it. */
function configError(code: string, line: string): CodedError {
  return new CodedError({ code, exitCode: 78, line });
}
