import { afterEach, beforeEach, expect, test } from "vitest";
import { inTransaction, underSavepoint } from "../../platform/workspace/index.ts";
import { buildWorkspace, type TestWorkspace } from "../automation/testing/workspace.ts";

let home: TestWorkspace;
beforeEach(async () => {
  home = await buildWorkspace();
});
afterEach(() => home.close());

test("a failure around a failure undoes all that was written in it, and nothing before it", async () => {
  const kept = await inTransaction(home.workspace, async (tx) => {
    await tx.script("CREATE TEMPORARY TABLE noted (text text) ON COMMIT DROP");
    const note = (text: string): Promise<number> => tx.execute("INSERT INTO noted VALUES ($1)", [text]);
    await note("before");
    const outer = await underSavepoint(tx, async () => {
      await note("outer");
      const inner = await underSavepoint(tx, async () => {
        await note("inner");
        throw new Error("inner");
      });
      expect(inner.ok).toBe(false);
      await note("outer again");
      throw new Error("outer");
    });
    expect(outer.ok).toBe(false);
    const rows = await tx.query<{ text: string }>("SELECT text FROM noted");
    return rows.map((row) => row.text);
  });
  expect(kept).toEqual(["before"]);
});
