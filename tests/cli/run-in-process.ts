import { vi } from "vitest";
import { describeFailure } from "../../apps/server/src/cli/fail.ts";
import { buildProgram } from "../../apps/server/src/cli/program.ts";

export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** The command line as the process runs it, but in this one: loading the product takes longer than the work. */
export const runInProcess = async (words: readonly string[]): Promise<Ended> => {
  const said = { out: "", err: "" };
  const keep = (stream: "out" | "err") => (text: unknown) => {
    said[stream] += String(text);
    return true;
  };
  const keepLine = (stream: "out" | "err") => (text: unknown) => void keep(stream)(`${String(text)}\n`);
  vi.spyOn(process.stdout, "write").mockImplementation(keep("out"));
  vi.spyOn(process.stderr, "write").mockImplementation(keep("err"));
  vi.spyOn(console, "log").mockImplementation(keepLine("out"));
  vi.spyOn(console, "error").mockImplementation(keepLine("err"));
  try {
    const program = await buildProgram(words);
    await program.parseAsync([...words], { from: "user" });
    return { ...said, code: Number(process.exitCode ?? 0) };
  } catch (error) {
    const { text, code } = describeFailure(error);
    return { out: said.out, err: said.err + text, code };
  } finally {
    process.exitCode = 0;
    vi.restoreAllMocks();
  }
};
