import { mkdtemp, rm, chmod } from "node:fs/promises";
import { join } from "node:path";
import { activateAutomation, defineAutomation } from "../apps/server/src/features/automation/index.ts";
import { SYSTEM, type Input } from "../apps/server/src/features/records/index.ts";
import { systemClock, type Clock } from "../apps/server/src/platform/clock/index.ts";
import { openCadencia, type Cadencia } from "../apps/server/src/server.ts";

/** The product on an embedded server of its own: on disk, with fsync, as people run it. */
export interface Home extends Cadencia {
  readonly directory: string;
}

const CONNECTIONS = 10;

/** Opens a fresh home for one benchmark and removes it afterwards, whatever happens. */
export const withHome = async <Result>(
  work: (home: Home) => Promise<Result>,
  clock: Clock = systemClock,
): Promise<Result> => {
  const directory = await mkdtemp("/var/tmp/cadencia-bench-");
  // The server runs under a user of its own, who has to reach its folder.
  await chmod(directory, 0o755);
  try {
    const cadencia = await openCadencia({ config: configOf(directory), maxConnections: CONNECTIONS, clock });
    try {
      return await work({ ...cadencia, directory });
    } finally {
      await cadencia.close();
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
};

const configOf = (directory: string) => ({
  host: "127.0.0.1",
  port: 0,
  dataDirectory: join(directory, "data"),
  databaseUrl: undefined,
  adminEmail: "admin@localhost",
  adminPassword: undefined,
  demo: false,
});

/** Makes records in thousands, starting nothing unless asked. Answers their ids. */
export const createRecords = async (
  { engine }: Pick<Home, "engine">,
  object: string,
  { inputs, runAutomations = false }: { inputs: readonly Input[]; runAutomations?: boolean },
): Promise<string[]> => {
  const ids: string[] = [];
  for (let from = 0; from < inputs.length; from += 1000) {
    const origin = { ...SYSTEM, runAutomations };
    const records = inputs.slice(from, from + 1000).map((input) => ({ input, origin }));
    const outcomes = await engine.save((unit) => unit.create(object, records));
    ids.push(...outcomes.flatMap((outcome) => (outcome.ok ? [outcome.record.id] : [])));
  }
  return ids;
};

export const switchOn = (
  { engine }: Pick<Home, "engine">,
  automations: readonly { key: string }[],
): Promise<void> =>
  engine.run(async (context) => {
    for (const automation of automations) {
      await defineAutomation(context, automation, { publisher: null });
      await activateAutomation(context, automation.key, { existing: false });
    }
  });

/** Writes back what the server keeps in memory, so that the next measurement does not pay for it. */
export const settle = async ({ database }: Pick<Home, "database">): Promise<void> => {
  await database.pool.query("VACUUM (ANALYZE)");
  await database.pool.query("CHECKPOINT");
};
