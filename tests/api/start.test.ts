import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";

const BIN = path.resolve(import.meta.dirname, "../../apps/server/bin/cadencia.js");
const folder = mkdtempSync(path.join(tmpdir(), "cadencia-start-"));
const children = new Set<ChildProcess>();

afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
}

/** The command as an operator runs it, on a data folder of its own. */
const run = (words: readonly string[], settings: Record<string, string> = {}): Run => {
  const env: NodeJS.ProcessEnv = { ...process.env, CADENCIA_DATA: folder, PORT: "0", ...settings };
  if (settings["DATABASE_URL"] === undefined) delete env["DATABASE_URL"];
  const child = spawn(process.execPath, [BIN, ...words], { env });
  children.add(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => void (said += chunk.toString()));
  const exit = new Promise<number | null>((resolve) => {
    child.on("exit", (code) => {
      children.delete(child);
      resolve(code);
    });
  });
  return { child, output: () => said, exit };
};

const until = async <Result>(
  look: () => Promise<Result | null> | Result | null,
  seconds: number,
): Promise<Result> => {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (performance.now() > end) throw new Error("it did not come in time");
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

const started = (server: Run): Promise<string> =>
  until(
    () =>
      server.output().includes("Ctrl+C")
        ? (/http:\/\/localhost:\d+/.exec(server.output())?.[0] ?? null)
        : null,
    20,
  );

const stop = async ({ child, exit }: Run): Promise<number | null> => {
  child.kill("SIGTERM");
  return exit;
};

const login = (at: string, password: string) =>
  fetch(`${at}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ email: "eva@example.com", password }),
  });

it(
  "starts on an empty folder, shows its key once, works, stops cleanly and starts again",
  { timeout: 120_000 },
  async () => {
    const first = run(["start"], { CADENCIA_ADMIN_EMAIL: "ana@example.com" });
    const address = await started(first);
    expect(first.output()).toContain(`${address}/api/docs`);
    expect(first.output()).toContain(folder);
    expect(first.output()).toContain("API key of ana@example.com");
    // Where the browser goes is said first.
    expect(first.output().split("\n").slice(0, 2)).toEqual([
      `Cadencia runs at ${address}`,
      expect.stringContaining("open it in a browser on this machine"),
    ]);
    const key = /cad_[\w-]{43}/.exec(first.output())?.[0] ?? "";

    const call = async (line: string, body?: unknown) => {
      const [method = "", at = ""] = line.split(" ");
      const answer = await fetch(`${address}/api/v1/${at}`, {
        method,
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return (await answer.json()) as { id: string; items: { summary: string }[] };
    };
    const { id } = await call("POST records/deal", {
      title: "Boiler for Ana",
      amount: "5000",
      owner: "admin",
    });
    await call("POST automations", {
      key: "call-after-proposal",
      object: "deal",
      trigger: { enters: { stage: "sales/proposal" } },
      steps: [
        {
          id: "call",
          do: "plan_activity",
          with: { type: "call", summary: "Ask about {{ deal.title }}", due: "1d" },
        },
      ],
    });
    await call("POST automations/call-after-proposal/activate", { existing: false });
    await call(`PATCH records/deal/${id}`, { stage: "sales/proposal" });
    const activity = await until(
      async () => (await call(`GET records/deal/${id}/activities`)).items[0] ?? null,
      5,
    );
    expect(activity.summary).toBe("Ask about Boiler for Ana");

    // A second command works beside the server; one more server finds the port taken.
    const made = run(["api-key", "create", "--name", "tour"]);
    expect(await made.exit).toBe(0);
    const busy = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => busy.once("listening", resolve));
    const { port } = busy.address() as AddressInfo;
    const refused = run(["start"], { PORT: String(port) });
    expect(await refused.exit).toBe(69);
    expect(refused.output().trim().split("\n")).toEqual([
      expect.stringMatching(/^HTTP_PORT_IN_USE: port \d+ on 127\.0\.0\.1 is in use\./),
    ]);
    busy.close();

    expect(await stop(first)).toBe(0);
    const administrator = {
      CADENCIA_ADMIN_EMAIL: "eva@example.com",
      CADENCIA_ADMIN_PASSWORD: "three green boilers",
    };
    const second = run(["start"], administrator);
    const again = await started(second);
    expect((await login(again, "three green boilers")).status).toBe(200);
    expect((await login(again, "three red boilers")).status).toBe(401);
    const link = run(["reset-password", "eva@example.com"]);
    expect(await link.exit).toBe(0);
    expect(link.output()).toMatch(/^http:\/\/localhost:\d+\/reset-password#token=[\w-]{43}$/m);
    expect(second.output()).toContain("log in  there with e-mail and password");
    expect(second.output()).not.toMatch(/cad_|boilers/);
    expect(second.output()).toContain("cadencia api-key create");
    expect(await stop(second)).toBe(0);
  },
);

it.each([
  [["start"], { PORT: "x" }, 78, "CONFIG_PORT_INVALID"],
  [["worker"], { DATABASE_URL: "postgres://nobody@127.0.0.1:1/none" }, 69, "DB_UNREACHABLE"],
  [["api-key", "list"], { CADENCIA_ADMIN_EMAIL: "ana" }, 78, "CONFIG_ADMIN_EMAIL_INVALID"],
] as const)("%j with %j leaves with %i and one line: %s", async (words, settings, code, line) => {
  const { exit, output } = run(words, settings);
  expect(await exit).toBe(code);
  expect(output().trim().split("\n")).toEqual([expect.stringContaining(`${line}: `)]);
});

it(
  "helps: every command with an example, and the nearest of one that is mistyped",
  { timeout: 60_000 },
  async () => {
    const help = run(["--help"]);
    expect(await help.exit).toBe(0);
    for (const command of [
      "start",
      "worker",
      "test",
      "import",
      "export",
      "apply",
      "api-key",
      "reset-password",
    ]) {
      expect(help.output()).toMatch(new RegExp(`^  ${command}\\b`, "m"));
      const own = run([command, "--help"]);
      expect({ command, code: await own.exit }).toEqual({ command, code: 0 });
      expect(own.output()).toMatch(/Example/);
    }
    const mistyped = run(["strat"]);
    expect(await mistyped.exit).not.toBe(0);
    expect(mistyped.output()).toContain("Did you mean start?");
  },
);
