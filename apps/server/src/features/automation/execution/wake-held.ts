import { takeFreedSteps } from "../../messaging/index.ts";
import type { AutomationContext } from "../context.ts";
import { wakeSteps } from "../steps.repo.ts";

/** Mails that the frequency cap holds go on as soon as a slot is given back, the earliest due first. */
export const wakeHeld = async ({ unit }: AutomationContext): Promise<number> =>
  wakeSteps(unit.tx, await takeFreedSteps(unit.tx));
