import type pg from "pg";
import { VirtualClock, seededRandom } from "../../platform/clock/index.ts";
import {
  createStatements,
  createWorkspaceHandle,
  inTransaction,
  type Statements,
  type Workspace,
} from "../../platform/workspace/index.ts";
import { forgetCatalog } from "../objects/index.ts";
import { emptySchema, runScript } from "./lab.repo.ts";
import { labScript, STANDARD } from "./lab-schema.repo.ts";

const STANDARD_TABLES = new Set(STANDARD.objects.keys());

/** A fresh, empty workspace on a virtual clock. */
export interface LabWorkspace {
  readonly workspace: Workspace;
  readonly clock: VirtualClock;
}

/**
 * A schema with connections of its own and the names of what they have prepared on it: a statement is planned once
 * for each connection and schema, and shared connections would plan each of them four times.
 */
interface Schema {
  readonly schemaName: string;
  readonly pool: pg.Pool;
  readonly statements: Statements;
}

export interface LabOptions {
  /** What the names of its schemas begin with. */
  readonly prefix: string;
  /** Connections for one schema. */
  readonly openPool: () => pg.Pool;
  /** So many schemas stand on the server already (lab-content.ts). */
  readonly ready?: number;
}

/**
 * Workspaces for scenarios. A new one costs some 200 ms, one that is emptied and used again 2 ms: they are kept.
 */
export class Lab {
  readonly #options: LabOptions;
  readonly #free: Schema[] = [];
  readonly #pools: pg.Pool[] = [];
  #made = 0;

  constructor(options: LabOptions) {
    this.#options = options;
  }

  /** Ends the connections. */
  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  async use<Result>(start: Temporal.Instant, work: (lab: LabWorkspace) => Promise<Result>): Promise<Result> {
    const schema = this.#free.pop() ?? (await this.#make());
    const { schemaName, pool, statements } = schema;
    const clock = new VirtualClock(start);
    const random = seededRandom(1);
    const handle = createWorkspaceHandle({ key: schemaName, schemaName, pool, clock, random });
    const workspace = { ...handle, statements };
    // A workspace in which something went wrong is not used again.
    const result = await work({ workspace, clock });
    const { reshaped } = await inTransaction(workspace, (tx) => emptySchema(tx, STANDARD_TABLES));
    // What was prepared stays good for the next scenario, unless this one had fields of its own.
    if (reshaped) statements.forget();
    forgetCatalog(workspace);
    this.#free.push(schema);
    return result;
  }

  async #make(): Promise<Schema> {
    this.#made += 1;
    const schemaName = schemaNameOf(this.#options.prefix, this.#made);
    const pool = this.#options.openPool();
    this.#pools.push(pool);
    if (this.#made > (this.#options.ready ?? 0)) await runScript(pool, await labScript(`"${schemaName}"`));
    return { schemaName, pool, statements: createStatements(schemaName) };
  }
}

export const schemaNameOf = (prefix: string, number: number): string => `${prefix}${number}`;
