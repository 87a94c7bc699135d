import {
  differencesBetween,
  printAutomation,
  type Automation,
  type Difference,
} from "@cadencia/contracts/automation";
import { Refusal } from "../../platform/errors/index.ts";
import {
  acceptAutomation,
  readEffectOnRuns,
  refuseOtherObject,
  stepsAhead,
  type AutomationContext,
  type EffectOnRuns,
  type Engine,
} from "../automation/index.ts";
import { locateRefusal, type Deed } from "./apply-automations.ts";
import type { Written } from "./read-files.ts";
import { readStanding, type Standing } from "./read-workspace.ts";

/** What would become of one automation. */
export interface Planned {
  readonly key: string;
  /** What `apply` would do, in order; nothing: it is so already, or no file names it and it stays. */
  readonly deeds: readonly Deed[];
  /** Whether a file names it. */
  readonly written: boolean;
  /** The version that it would have. */
  readonly version: number;
  readonly differences: readonly Difference[];
  readonly runs: EffectOnRuns;
}

export type PlanResult =
  | { readonly ok: true; readonly planned: readonly Planned[] }
  /** One line each, with file, line and column. */
  | { readonly ok: false; readonly problems: readonly string[] };

/** What `applyAutomations` would change; nothing is, and nobody's saves wait for it. */
export const planAutomations = (
  engine: Engine,
  written: readonly Written[],
  { prune = false }: { readonly prune?: boolean } = {},
): Promise<PlanResult> =>
  engine.run(async (context) => {
    const standing = new Map((await readStanding(context)).map((each) => [each.row.key, each]));
    const planned: Planned[] = [];
    const problems: string[] = [];
    for (const each of written) {
      try {
        planned.push(await planOne(context, each.automation, standing.get(each.automation.key)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        problems.push(...locateRefusal(error, each));
      }
    }
    const named = new Set(written.map(({ automation }) => automation.key));
    for (const each of standing.values())
      if (!named.has(each.row.key)) planned.push(await planAbsent(context, each, prune));
    return problems.length > 0 ? { ok: false, problems } : { ok: true, planned };
  });

const planOne = async (
  context: AutomationContext,
  wanted: Automation,
  standing: Standing | undefined,
): Promise<Planned> => {
  const { key } = wanted;
  await acceptAutomation(context, printAutomation(wanted), null);
  if (standing === undefined) {
    const deeds: Deed[] = wanted.active ? ["created", "switched on"] : ["created"];
    const runs = { underWay: 0, losingSteps: 0 };
    return { key, deeds, written: true, version: 1, differences: [], runs };
  }
  const { row, automation } = standing;
  refuseOtherObject(row, wanted);
  const differences = differencesBetween(automation, wanted);
  const differs = differences.length > 0;
  const deeds: Deed[] = [
    ...(automation.active && !wanted.active ? (["switched off"] as const) : []),
    ...(differs ? (["published"] as const) : []),
    ...(!automation.active && wanted.active ? (["switched on"] as const) : []),
  ];
  const runs = await readEffectOnRuns(context.unit.tx, row.id, stepsAhead(wanted, new Set()));
  const version = row.version + (differs ? 1 : 0);
  return { key, deeds, written: true, version, differences, runs };
};

const planAbsent = async (
  { unit }: AutomationContext,
  { row }: Standing,
  prune: boolean,
): Promise<Planned> => ({
  key: row.key,
  deeds: prune ? ["removed"] : [],
  written: false,
  version: row.version,
  differences: [],
  runs: await readEffectOnRuns(unit.tx, row.id, []),
});
