import { once } from "node:events";
import { startEmbedded } from "../start-embedded.ts";

/** A process that starts or joins a server, tells of it in JSON lines, and leaves when its input says so. */
const [directory = "", throwAway] = process.argv.slice(2);
const say = (message: object): boolean => process.stdout.write(`${JSON.stringify(message)}\n`);
const note = (line: string): void => void say({ log: line });

try {
  const server = await startEmbedded({
    directory,
    throwAway: throwAway === "throw-away",
    log: { info: note, warn: note, error: note },
  });
  say({ connection: server.connection });
  // Its end: the test that started this process is gone.
  await Promise.race([once(process.stdin, "data"), once(process.stdin, "end")]);
  process.stdin.destroy();
  await server.stop();
  say({ stopped: true });
} catch (error) {
  const { code, exitCode, message } = error as Error & { code?: string; exitCode?: number };
  say({ code, message });
  process.exitCode = exitCode ?? 1;
}
