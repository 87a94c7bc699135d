import type { Scenario } from "@cadencia/contracts/scenario";
import {
  runScenario,
  UnusablePart,
  type Lab,
  type Stage,
} from "../../../apps/server/src/features/scenarios/index.ts";
import { inTransaction } from "../../../apps/server/src/platform/workspace/index.ts";
import { brokenPromises } from "./promises.ts";
import { readDeals } from "./promises.repo.ts";
import { START } from "./history.ts";

/** What came of a history, without what chance gives its names to. */
export interface Telling {
  readonly effects: readonly string[];
  readonly log: readonly string[];
  readonly refused: readonly string[];
  readonly deals: readonly string[];
  readonly broken: readonly string[];
}

/** Runs a history; null where the product refuses an automation of it. */
export const tell = async (
  lab: Lab,
  scenario: Scenario,
  settle?: (stage: Stage) => Promise<Temporal.Instant | null>,
): Promise<Telling | null> => {
  let deals: readonly Record<string, unknown>[] = [];
  let broken: readonly string[] = [];
  try {
    const { effects, log, failures } = await lab.use(START.toInstant(), (workspace) =>
      runScenario(scenario, workspace, {
        ...(settle === undefined ? {} : { settle }),
        inspect: async (stage) => {
          deals = await inTransaction(stage.engine.workspace, readDeals);
          broken = await brokenPromises(stage);
        },
      }),
    );
    return {
      effects: effects.map(plainly),
      log: log.map(plainly).toSorted(),
      refused: failures.filter((failure) => failure.startsWith("line ")).map(plainly),
      deals: deals.map(plainly),
      broken,
    };
  } catch (error) {
    if (error instanceof UnusablePart) return null;
    throw error;
  }
};

const IDS = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** Headers and HTML bear tokens of unsubscribe links; ids are drawn by chance. */
const plainly = (given: unknown): string =>
  JSON.stringify(given, (key, value: unknown) =>
    key === "headers" || key === "html" ? undefined : value,
  ).replaceAll(IDS, "#");
