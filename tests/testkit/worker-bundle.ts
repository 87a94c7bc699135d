import { mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { rolldown } from "rolldown";

const TESTKIT = import.meta.dirname;
const LOCALES = path.resolve(TESTKIT, "../../apps/server/src/platform/i18n/locales");

export interface WorkerBundle {
  readonly script: string;
  readonly remove: () => Promise<void>;
}

/**
 * The worker process as one file. Some 600 modules take a second of CPU to load, one file takes a fifth: a worker
 * that is to be killed forty times a minute must not spend its life loading.
 */
export const bundleWorker = async (): Promise<WorkerBundle> => {
  const folder = await mkdtemp(path.join(tmpdir(), "cadencia-worker-"));
  const bundle = await rolldown({ input: path.join(TESTKIT, "worker-process.ts"), platform: "node" });
  await bundle.write({
    dir: folder,
    format: "esm",
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name].mjs",
  });
  await bundle.close();
  // The message catalogues are read from beside the code.
  await symlink(LOCALES, path.join(folder, "locales"));
  return {
    script: path.join(folder, "worker-process.mjs"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};
