import { inTransaction, ownRules, type Transaction } from "../../../platform/workspace/index.ts";
import type { Engine } from "../../automation/index.ts";
import {
  raiseModelRevision,
  readCatalog,
  tableName,
  writeClockAhead,
  writeFreshPipelines,
  writeSettings,
} from "../../objects/index.ts";
import { plantSeeds } from "../../seeds/index.ts";
import { noDemo } from "../clock/move-clock.ts";
import { readDemo, type Demo } from "../demo.repo.ts";
import {
  countAutomations,
  countRecords,
  emptyTables,
  keepPeople,
  readDeclaredFields,
  readStaying,
  readTables,
  type ObjectCount,
} from "./removal.repo.ts";

/** What removing the demo takes away, and who stays. */
export interface Removal {
  readonly objects: readonly ObjectCount[];
  readonly automations: number;
  readonly runs: number;
  readonly staying: readonly { readonly id: string; readonly name: string }[];
}

export const previewRemoval = ({ workspace }: Pick<Engine, "workspace">): Promise<Removal> =>
  inTransaction(workspace, async (tx) => count(tx, await demoOf(tx)));

/**
 * Empties a workspace that holds the demo, as if it had begun empty, the clock real again. Whoever can come in still
 * can, and settings and roles stay. All of it or nothing; what works beside it finishes before, or finds nothing. What
 * a fresh workspace has is planted after it, by the real clock.
 */
export const removeDemo = async (engine: Engine): Promise<Removal> => {
  const removed = await emptyDemo(engine);
  await plantSeeds(engine, { when: "fresh" });
  return removed;
};

const emptyDemo = ({ workspace }: Engine): Promise<Removal> =>
  inTransaction(workspace, async (tx) => {
    await ownRules(tx);
    const removed = await count(tx, await demoOf(tx));
    const { model } = await readCatalog(tx);
    const own = [...model.objects.values()].filter(({ custom }) => custom === true);
    await keepPeople(tx);
    await emptyTables(tx, {
      tables: await readTables(tx),
      own: new Set(own.map(({ key }) => tableName(key))),
      fields: await readDeclaredFields(tx),
    });
    await writeSettings(tx, { demo: false });
    await writeFreshPipelines(tx);
    await writeClockAhead(tx, 0);
    await raiseModelRevision(tx);
    tx.afterCommit(() => workspace.statements.forget());
    tx.afterCommit(workspace.onChange);
    return removed;
  });

const demoOf = async (tx: Transaction): Promise<Demo> => {
  const demo = await readDemo(tx);
  if (demo === null) throw noDemo();
  return demo;
};

const count = async (tx: Transaction, { filledAt }: Demo): Promise<Removal> => {
  const { model } = await readCatalog(tx);
  return {
    objects: await countRecords(tx, { objects: [...model.objects.keys()], since: filledAt }),
    ...(await countAutomations(tx)),
    staying: await readStaying(tx),
  };
};
