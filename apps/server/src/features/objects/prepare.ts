import { ownRules, type Transaction } from "../../platform/workspace/index.ts";
import { readCatalog } from "./catalog.ts";
import { columnsOfObject, tableName } from "./columns.ts";
import { raiseModelRevision, writePipeline } from "./configuration.repo.ts";
import { labelOf } from "./label.ts";
import { FRESH_PIPELINES } from "./standard/pipelines.ts";
import { readStandingTables } from "./standing-tables.repo.ts";
import { ensureTable, tablesScript } from "./tables.repo.ts";

/** What a workspace sells and serves by before anybody changes it. */
export const writeFreshPipelines = async (tx: Transaction): Promise<void> => {
  for (const pipeline of FRESH_PIPELINES) await writePipeline(tx, pipeline, labelOf(pipeline.key));
};

/**
 * Brings a workspace's record tables up to its model: all of them the first time, with the pipelines of a fresh
 * workspace; later only what a new version of the product added.
 */
export const prepareWorkspace = async (tx: Transaction): Promise<void> => {
  await ownRules(tx);
  const standing = await readStandingTables(tx);
  const fresh = standing.size === 0;
  if (fresh) {
    await writeFreshPipelines(tx);
    await raiseModelRevision(tx);
  }
  const { model } = await readCatalog(tx);
  const lacking = [...model.objects.values()].filter((object) => {
    const columns = standing.get(tableName(object.key));
    return columns === undefined || columnsOfObject(object).some((column) => !columns.has(column.name));
  });
  if (fresh) await tx.script(tablesScript(tx.s, lacking));
  else for (const object of lacking) await ensureTable(tx, object);
  if (lacking.length > 0) tx.afterCommit(() => tx.workspace.statements.forget());
};
