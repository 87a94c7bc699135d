import type { Automation } from "@cadencia/contracts/automation";
import type { AutomationContext } from "../../context.ts";
import { readActiveVersions } from "../../rules.repo.ts";
import { alwaysQuiet } from "./always-quiet.ts";
import { capCannotFit } from "./cap-cannot-fit.ts";
import { endsItself } from "./ends-itself.ts";
import { loops } from "./loop.ts";
import type { Warning } from "./warning.ts";

/** What of a definition that can run is hardly meant. */
export const warningsOf = async (
  { unit }: AutomationContext,
  definition: Automation,
): Promise<readonly Warning[]> => {
  const { settings } = unit.catalog;
  const others = (await readActiveVersions(unit.tx)).map((source) => source.definition);
  return [
    ...endsItself(definition),
    ...alwaysQuiet(definition, settings.sms.quietHours),
    ...capCannotFit(definition, settings.frequencyCap),
    ...loops(definition, others),
  ];
};
