import type { Command } from "commander";

interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  /** Loads the command's own module: `cadencia --help` must not wait for a database driver. */
  readonly load: () => Promise<(program: Command) => void>;
}

/** Every command, in the order of the help. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "start",
    summary: "the web server with a worker in it",
    load: async () => (await import("./start.ts")).registerStart,
  },
  {
    name: "worker",
    summary: "a further worker on the same database",
    load: async () => (await import("./worker.ts")).registerWorker,
  },
  {
    name: "test",
    summary: "run scenario files on a virtual clock",
    load: async () => (await import("./test.ts")).registerTest,
  },
  {
    name: "demo",
    summary: "fill an empty workspace with the demo, move its clock, remove it",
    load: async () => (await import("./demo.ts")).registerDemo,
  },
  {
    name: "seeds",
    summary: "the automations of a fresh workspace that are missing, switched off",
    load: async () => (await import("./seeds.ts")).registerSeeds,
  },
  {
    name: "import",
    summary: "a CSV file into an object",
    load: async () => (await import("./import.ts")).registerImport,
  },
  {
    name: "export",
    summary: "the automations as YAML files",
    load: async () => (await import("./export.ts")).registerExport,
  },
  {
    name: "plan",
    summary: "what apply would change, and what would become of runs under way",
    load: async () => (await import("./plan.ts")).registerPlan,
  },
  {
    name: "apply",
    summary: "YAML files of automations into the workspace",
    load: async () => (await import("./apply.ts")).registerApply,
  },
  {
    name: "why",
    summary: "why an automation ran for a record, or did not",
    load: async () => (await import("./why.ts")).registerWhy,
  },
  {
    name: "api-key",
    summary: "make, list and revoke keys",
    load: async () => (await import("./api-key.ts")).registerApiKey,
  },
  {
    name: "reset-password",
    summary: "print a link with which a user sets a password",
    load: async () => (await import("./reset-password.ts")).registerResetPassword,
  },
];
