import { createIds, type Clock } from "../clock/index.ts";
import { Pipe } from "./pipe.ts";
import type { Workspace } from "./workspace.ts";

/** Others wait for a trial's locks no longer than a trial lives, and a trial waits for theirs no longer than this. */
const LOCK_TIMEOUT = "2s";

/**
 * Lets work happen to a workspace that never happens: every transaction of the handle that `work` is given is a part
 * of one that is rolled back in the end. Nobody else sees anything of it, and no worker is woken. Rows that it writes
 * are locked until then, so it must be short. Numbers drawn from sequences leave gaps, as every rollback does.
 */
export const inTrial = async <Result>(
  workspace: Workspace,
  clock: Clock,
  work: (trial: Workspace) => Promise<Result>,
): Promise<Result> => {
  const client = await workspace.pool.connect();
  const pipe = new Pipe(client, workspace.statements);
  let broken = true;
  try {
    pipe.begin();
    pipe.send(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    return await work({
      ...workspace,
      clock,
      newId: createIds(clock, workspace.random),
      wakers: new Set(),
      onWork: () => undefined,
      watchers: new Set(),
      onChange: () => undefined,
      within: pipe,
    });
  } finally {
    broken = await pipe.script("ROLLBACK").then(
      () => false,
      () => true,
    );
    client.release(broken);
  }
};
