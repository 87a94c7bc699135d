import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { bundleWorker, type WorkerBundle } from "./worker-bundle.ts";
import type { TestWorkspace } from "./workspace.ts";

/** Worker processes on one database, of which one after the other is killed and replaced. */
export class WorkerFleet {
  readonly #home: TestWorkspace;
  readonly #bundle: WorkerBundle;
  readonly #working: ChildProcess[] = [];
  readonly #everyone = new Set<ChildProcess>();
  #spare: Promise<ChildProcess>;
  /** What the workers complained of. */
  readonly complaints: string[] = [];

  private constructor(home: TestWorkspace, bundle: WorkerBundle) {
    this.#home = home;
    this.#bundle = bundle;
    this.#spare = this.#load();
  }

  static async start(home: TestWorkspace, size: number): Promise<WorkerFleet> {
    const fleet = new WorkerFleet(home, await bundleWorker());
    for (let count = 0; count < size; count += 1) await fleet.#enlist(count);
    return fleet;
  }

  /** Kills one in the middle of whatever it is doing; its successor works as soon as it is loaded. */
  async killAndReplace(index: number): Promise<void> {
    const victim = this.#working[index];
    if (victim === undefined) throw new Error(`there is no worker ${index}`);
    await kill(victim);
    this.#everyone.delete(victim);
    await this.#enlist(index);
  }

  async stop(): Promise<void> {
    this.#everyone.add(await this.#spare);
    for (const child of this.#everyone) await kill(child);
    this.#everyone.clear();
    await this.#bundle.remove();
  }

  async #enlist(index: number): Promise<void> {
    const next = await this.#spare;
    this.#spare = this.#load();
    this.#working[index] = next;
    next.stdin?.write("work\n");
  }

  async #load(): Promise<ChildProcess> {
    const { database, workspace } = this.#home;
    const child = spawn(process.execPath, [this.#bundle.script, database.url, workspace.schemaName], {
      stdio: "pipe",
    });
    this.#everyone.add(child);
    // Writing to a worker that is dead already is no error here.
    child.stdin.on("error", () => {});
    child.stderr.on("data", (chunk: Buffer) => void this.complaints.push(chunk.toString()));
    await once(child.stdout, "data");
    return child;
  }
}

const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, "exit");
  child.kill("SIGKILL");
  await gone;
};
