import type { FileResult } from "../features/scenarios/index.ts";

/** What a person reads: a line a file, and below it what is wrong. */
export const report = (results: readonly FileResult[], milliseconds: number): string => {
  const lines = results.flatMap((result) => {
    const mark = result.ok ? "ok  " : "FAIL";
    const head = `${mark} ${result.file} ${result.scenario === "" ? "" : `· ${result.scenario} `}(${Math.round(result.milliseconds)} ms)`;
    return [head, ...result.failures.map((failure) => `       ${failure}`)];
  });
  const failed = results.filter((result) => !result.ok).length;
  const seconds = (milliseconds / 1000).toFixed(1);
  return `${lines.join("\n")}\n\n${results.length - failed} passed, ${failed} failed (${seconds} s)\n`;
};
