const sharedServerVariable = "CADENCIA_TEST_SERVER";
const runVariable = "CADENCIA_TEST_RUN";

export interface TestEnvironment {
  /** A server the suite was told to run on, such as Debian's PostgreSQL 15. */
  readonly databaseUrl: string | undefined;
  /** Folder in which vitest's global setup announces the embedded server of this run. */
  readonly sharedServerDirectory: string | undefined;
  /** What the templates of this vitest run are named after; others may be under way on the same server. */
  readonly run: string | undefined;
}

export function readTestEnvironment(): TestEnvironment {
  return {
    databaseUrl: process.env["DATABASE_URL"] || undefined,
    sharedServerDirectory: process.env[sharedServerVariable] || undefined,
    run: process.env[runVariable] || undefined,
  };
}

/** Workers inherit the environment of vitest's main process, plain child processes inherit it from them. */
export function shareTestServer(directory: string): void {
  process.env[sharedServerVariable] = directory;
}

export function nameTestRun(run: string): void {
  process.env[runVariable] = run;
}
