import { ownRules, type Transaction, type Workspace, inTransaction } from "../../platform/workspace/index.ts";
import { raiseModelRevision } from "./configuration.repo.ts";

/**
 * Changes what a workspace is configured to be, while it runs: no save is under way meanwhile, and every process
 * reads the configuration anew afterwards.
 */
export const changeModel = <Result>(
  workspace: Workspace,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> =>
  inTransaction(workspace, async (tx) => {
    await ownRules(tx);
    const result = await work(tx);
    await raiseModelRevision(tx);
    tx.afterCommit(() => workspace.statements.forget());
    return result;
  });
