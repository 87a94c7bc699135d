/** The automation engine: rules, runs, steps. Actions are in actions/, execution of due steps in execution/. */
export { activateAutomation, deactivateAutomation, defineAutomation, publishAutomation, removeAutomation, type Activation, type Publication } from "./automations.service.ts";
export { findAutomation, listAutomations, readSegments, writeSegment, type AutomationRow } from "./automations.repo.ts";
export type { AutomationContext, CrashPoint, EngineOptions } from "./context.ts";
export { createEngine, type Engine } from "./engine.ts";
export { raiseEvents, type RaisedEvent } from "./events.ts";
export { executeDue } from "./execution/execute.ts";
export { SimulatedCrash } from "./execution/execute-group.ts";
export { fireDue } from "./fire.ts";
export { nextMoment } from "./moments.repo.ts";
export { pressAutomation, stopAutomation } from "./press.ts";
export { REASONS, type Reason } from "./reasons.ts";
export { workOffTask } from "./reevaluate.ts";
export type { Resume } from "./resume.ts";
export { readVersion } from "./rules.repo.ts";
export { nextStepAt } from "./steps.repo.ts";
export { sweep, timedWatches } from "./sweep.ts";
export { sweptUntil } from "./sweep.repo.ts";
export { readTemplateKeys, removeTemplate, writeTemplate } from "./templates.repo.ts";
