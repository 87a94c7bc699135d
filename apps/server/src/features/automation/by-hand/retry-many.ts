import { Refusal } from "../../../platform/errors/index.ts";
import { firstIdAt } from "../first-id-at.ts";
import { authorise, authoriseForAll } from "../publisher/authorise.ts";
import { publisherRights } from "../publisher/publisher-rights.ts";
import type { AutomationContext } from "../context.ts";
import type { Engine } from "../engine.ts";
import { visibleAutomation } from "../visible.ts";
import { countFailed, failedAfter, type FailedScope } from "./retry.repo.ts";
import { retrySteps, type RetryBy } from "./retry.ts";
import { refuseInactive } from "./subject.ts";

interface RetryMany {
  readonly actor: string;
  readonly by: RetryBy;
  /** Reached within so many days. */
  readonly days: number;
  readonly reason: string | null;
  readonly step: string | null;
  /** How many there were when the person looked. */
  readonly count: number;
}

/** So many steps are set going by one transaction: saves of their records wait for no more than that. */
const PART = 500;

/** Does all failed steps again that the person saw, part by part. What cannot go on stays as it is. */
export const retryMany = async (
  engine: Engine,
  key: string,
  wish: RetryMany,
): Promise<{ readonly retried: number; readonly left: number }> => {
  const run = wish.by === "newest" ? engine.change : engine.run;
  const { scope, automation } = await run((context) => prepare(context, key, wish));
  let after: string | null = null;
  let retried = 0;
  for (;;) {
    const part = await run(async (context) => {
      const ids = await failedAfter(context.unit.tx, scope, { after, limit: PART });
      return { ids, done: await retrySteps(context, ids, { ...wish, automation }) };
    });
    retried += part.done;
    after = part.ids.at(-1) ?? null;
    if (part.ids.length < PART) return { retried, left: wish.count - retried };
  }
};

const prepare = async (context: AutomationContext, key: string, wish: RetryMany) => {
  const { tx } = context.unit;
  const row = await visibleAutomation(tx, key, wish.actor);
  await authorise(context, key, { actor: wish.actor, action: "edit" });
  authoriseForAll(publisherRights(context, wish.actor), row.object);
  refuseInactive(row);
  const since = firstIdAt(tx.now.subtract({ hours: 24 * wish.days }));
  const scope: FailedScope = { automation: row.id, since, reason: wish.reason, step: wish.step };
  const found = await countFailed(tx, scope);
  if (found !== wish.count) {
    const message = `${found} steps have failed by now, not ${wish.count}; look again before you retry them`;
    throw new Refusal("conflict", message);
  }
  return { scope, automation: { id: row.id, newest: row.version } };
};
