import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { expect, it } from "vitest";
import { texts as rest } from "../../apps/web/src/locales/en/rest.ts";

const SOURCE = join(import.meta.dirname, "../../apps/web/src");

/** Pages that wait for all texts are not gone into. */
const WITH_REST = /withRest\(\s*\(\) => import\("[^"]+"\),?\s*\)/gu;
const IMPORT = /(?:^import (?!type )[^;]*?from |^export [^;]*?from |\bimport\()"(\.[^"]+\.tsx?)"/gmu;
const REST_KEY = new RegExp(`["\`](?:${Object.keys(rest).join("|")})\\.[a-zA-Z$]`, "u");

/** Every file that comes with the first page, or is fetched from there. */
const reached = async (start: string): Promise<ReadonlyMap<string, string>> => {
  const texts = new Map<string, string>();
  const open = [start];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (texts.has(file)) continue;
    const text = (await readFile(file, "utf8")).replaceAll(WITH_REST, "");
    texts.set(file, text);
    for (const [, path = ""] of text.matchAll(IMPORT)) open.push(join(dirname(file), path));
  }
  return texts;
};

it("what does not wait for all texts says those of the first load only", async () => {
  const files = await reached(join(SOURCE, "app/main.tsx"));
  const names = [...files.keys()].map((file) => relative(SOURCE, file));
  expect(names).toContain("features/pipelines/board/board-view.tsx");
  expect(names).not.toContain("features/settings/settings-page.tsx");
  const wrong = [...files].flatMap(([file, text]) =>
    REST_KEY.test(text) ? [`${relative(SOURCE, file)} says ${REST_KEY.exec(text)?.[0] ?? ""}…`] : [],
  );
  expect(wrong).toEqual([]);
});
