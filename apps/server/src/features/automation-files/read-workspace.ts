import type { Automation } from "@cadencia/contracts/automation";
import { Refusal } from "../../platform/errors/index.ts";
import {
  listAutomations,
  readVersion,
  type AutomationContext,
  type AutomationRow,
  type Engine,
} from "../automation/index.ts";

/** An automation as it stands in the workspace. `active` says whether it is switched on now. */
export interface Standing {
  readonly row: AutomationRow;
  readonly automation: Automation;
}

export const readStanding = async ({ unit }: AutomationContext): Promise<Standing[]> => {
  const standing: Standing[] = [];
  for (const row of await listAutomations(unit.tx)) {
    const source = await readVersion(unit.tx, row.id, row.version);
    if (source === null) throw new Refusal("not_found", `version ${row.version} of "${row.key}" is gone`);
    standing.push({ row, automation: { ...source.definition, active: row.state === "active" } });
  }
  return standing;
};

/** Every automation of the workspace, in their order, as code says it. */
export const exportAutomations = (engine: Engine): Promise<Automation[]> =>
  engine.run(async (context) => (await readStanding(context)).map(({ automation }) => automation));
