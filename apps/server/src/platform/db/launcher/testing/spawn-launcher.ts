import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { ClientConfig } from "pg";

interface Message {
  readonly connection?: ClientConfig;
  readonly stopped?: boolean;
  readonly log?: string;
  readonly code?: string;
  readonly message?: string;
}

export interface LauncherProcess {
  readonly process: ChildProcess;
  readonly messages: Message[];
  /** Resolves when it has its server; rejects with what it said instead. */
  readonly ready: Promise<ClientConfig>;
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
}

interface LauncherOptions {
  readonly throwAway?: boolean;
  readonly uid?: number;
  readonly home?: string;
}

const script = fileURLToPath(new URL("launcher-child.ts", import.meta.url));

export function spawnLauncher(
  directory: string,
  { throwAway, uid, home }: LauncherOptions = {},
): LauncherProcess {
  const child = spawn(process.execPath, [script, directory, throwAway === true ? "throw-away" : "keep"], {
    stdio: ["pipe", "pipe", "inherit"],
    cwd: "/",
    ...(uid === undefined ? {} : { uid, gid: uid, env: { HOME: home } }),
  });
  const messages: Message[] = [];
  const ready = new Promise<ClientConfig>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const message = JSON.parse(line) as Message;
      messages.push(message);
      if (message.connection !== undefined) resolve(message.connection);
      if (message.message !== undefined)
        reject(Object.assign(new Error(message.message), { code: message.code }));
    });
    child.on("error", reject);
    child.on("exit", () => reject(new Error("the launcher ended without a server")));
  });
  // Whoever does not wait for it must not be ended by it.
  ready.catch(() => {});
  const exited = once(child, "exit");
  return {
    process: child,
    messages,
    ready,
    async stop() {
      child.stdin.end("stop\n");
      await exited;
    },
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
