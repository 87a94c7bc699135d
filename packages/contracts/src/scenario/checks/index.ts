import type { Problem } from "../../problems/index.ts";
import type { ScenarioFile } from "../file.ts";
import type { Check } from "./check.ts";
import { knownEvent } from "./known-event.ts";
import { knownAutomations } from "./known-automations.ts";
import { knownUsers } from "./known-users.ts";
import { knownZone } from "./known-zone.ts";
import { uniqueAutomations } from "./unique-automations.ts";
import { withinClock } from "./within-clock.ts";

const CHECKS: readonly Check[] = [
  knownZone,
  knownEvent,
  knownUsers,
  knownAutomations,
  uniqueAutomations,
  withinClock,
];

export const checkScenario = (file: ScenarioFile): readonly Problem[] =>
  CHECKS.flatMap((check) => check(file));
