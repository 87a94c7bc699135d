import type pg from "pg";
import { workspaceMigrations } from "../../platform/db/migrations/workspace/index.ts";
import { VirtualClock, seededRandom } from "../../platform/clock/index.ts";
import {
  createStatements,
  createWorkspaceHandle,
  inTransaction,
  type Statements,
  type Workspace,
} from "../../platform/workspace/index.ts";
import { buildModel, createTables, forgetCatalog } from "../objects/index.ts";
import { createSchema, emptySchema, runMigration } from "./lab.repo.ts";

const STANDARD = buildModel({ objects: [], fields: [], pipelines: [] });
const STANDARD_TABLES = new Set(STANDARD.objects.keys());

/** A fresh, empty workspace on a virtual clock. */
export interface LabWorkspace {
  readonly workspace: Workspace;
  readonly clock: VirtualClock;
}

/** A schema with the names of what connections have prepared on it. */
interface Schema {
  readonly schemaName: string;
  readonly statements: Statements;
}

/**
 * Workspaces for scenarios. A new one costs some 80 ms, one that is emptied and used again 2 ms: they are kept.
 */
export class Lab {
  readonly #pool: pg.Pool;
  readonly #prefix: string;
  readonly #free: Schema[] = [];
  #made = 0;

  constructor(pool: pg.Pool, prefix: string) {
    this.#pool = pool;
    this.#prefix = prefix;
  }

  async use<Result>(start: Temporal.Instant, work: (lab: LabWorkspace) => Promise<Result>): Promise<Result> {
    const { schemaName, statements } = this.#free.pop() ?? (await this.#make());
    const clock = new VirtualClock(start);
    const random = seededRandom(1);
    const handle = createWorkspaceHandle({ key: schemaName, schemaName, pool: this.#pool, clock, random });
    const workspace = { ...handle, statements };
    // A workspace in which something went wrong is not used again.
    const result = await work({ workspace, clock });
    const { reshaped } = await inTransaction(workspace, (tx) => emptySchema(tx, STANDARD_TABLES));
    // What was prepared stays good for the next scenario, unless this one had fields of its own.
    if (reshaped) statements.forget();
    forgetCatalog(workspace);
    this.#free.push({ schemaName, statements });
    return result;
  }

  async #make(): Promise<Schema> {
    this.#made += 1;
    const schemaName = `${this.#prefix}${this.#made}`;
    const workspace = createWorkspaceHandle({
      key: `make_${schemaName}`,
      schemaName,
      pool: this.#pool,
      clock: new VirtualClock(Temporal.Instant.from("2000-01-01T00:00:00Z")),
      random: seededRandom(1),
    });
    await inTransaction(workspace, async (tx) => {
      await createSchema(tx);
      for (const migration of workspaceMigrations)
        await migration.up((sql, values) => runMigration(tx, sql, values), tx.s);
      await createTables(tx, STANDARD.objects.values());
    });
    return { schemaName, statements: createStatements(schemaName) };
  }
}
