import { spawn } from "node:child_process";
import type { Layout } from "./layout.ts";

/** Ends a throw-away server when its launcher is gone, however it went. */
export interface Tether {
  release(): void;
}

/** Reads until the launcher's end of the pipe closes; costs one idle shell of 1 MB. */
const script = `
read -r word
[ "$word" = release ] && exit 0
read -r pid <"$1/postmaster.pid" && kill -INT "$pid"
tries=0
while [ -e "$1/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf "$2" "$3"
`;

export function tieToThisProcess(layout: Layout, socketDirectory: string): Tether {
  const child = spawn(
    "/bin/sh",
    ["-c", script, "cadencia-tether", layout.data, layout.root, socketDirectory],
    {
      // A session of its own: Ctrl-C in the terminal must not end it before its work.
      detached: true,
      stdio: ["pipe", "ignore", "ignore"],
      env: { PATH: "/usr/bin:/bin" },
      cwd: "/",
    },
  );
  child.unref();
  child.on("error", () => {});
  child.stdin.on("error", () => {});
  (child.stdin as unknown as { unref(): void }).unref();
  return {
    release() {
      child.stdin.end("release\n");
    },
  };
}
