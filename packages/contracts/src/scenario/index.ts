export { momentToInstant } from "../formats/index.ts";
export { EFFECT_KINDS, effectKind, effectSchema, type EffectKind, type ExpectedEffect } from "./effect.ts";
export { type ScenarioState } from "./expectations.ts";
export { type Declarations, type FieldDeclaration } from "./fields.ts";
export { scenarioFileSchema, type ScenarioFile } from "./file.ts";
export { type ExpectedLogLine } from "./log-line.ts";
export { parseScenario, type ParsedScenario } from "./parse.ts";
export { type ScenarioPipeline, type ScenarioStage } from "./pipelines.ts";
export { type Preview } from "./preview.ts";
export { type ScenarioRecord } from "./records.ts";
export { type Scenario } from "./scenario.ts";
export { type ScenarioSegment } from "./segments.ts";
export { type ScenarioTemplate } from "./templates.ts";
export { type ScenarioUser } from "./users.ts";
export {
  VERB_NAMES,
  VERBS,
  type EntryOf,
  type TimelineEntry,
  type TimelineEntryInput,
  type Verb,
} from "./verbs/index.ts";
export { type ScenarioWorkspace } from "./workspace.ts";
