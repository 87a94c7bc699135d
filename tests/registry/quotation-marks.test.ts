import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";

it("no quotation mark is written in the code of the web app, where it would be in one language for all", () => {
  const folder = resolve(import.meta.dirname, "../../apps/web/src");
  const code = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.tsx?$/u.test(path) && !path.endsWith(".test.ts"),
  );
  // Comments quote what pages say.
  const quoting = code.filter((path) =>
    /[“”«»„]/u.test(readFileSync(join(folder, path), "utf8").replaceAll(/\/\*[^]*?\*\/|\/\/.*/gu, "")),
  );
  expect(code.length).toBeGreaterThan(300);
  expect(quoting).toEqual([]);
});
