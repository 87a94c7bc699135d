/** The automation engine: rules, runs, steps. Actions are in actions/, execution of due steps in execution/. */
export {
  activateAutomation,
  deactivateAutomation,
  defineAutomation,
  prepareActivation,
  removeAutomation,
  type Activation,
} from "./automations.service.ts";
export { catchUpAhead, finishChangingAhead } from "./catch-up.ts";
export { copyAutomation } from "./publishing/copy.ts";
export { readEffectOnRuns, type EffectOnRuns } from "./publishing/effect-on-runs.repo.ts";
export {
  publishAutomation,
  refuseOtherObject,
  type ActiveRuns,
  type Publication,
} from "./publishing/publish.ts";
export {
  findAutomation,
  hideSegment,
  listAutomations,
  readSegments,
  writeSegment,
  type AutomationRow,
} from "./automations.repo.ts";
export { reopenContext } from "./context.ts";
export type { AutomationContext, CrashPoint, EngineOptions } from "./context.ts";
export { dryRun } from "./dry-run/index.ts";
export { createEngine, type Engine } from "./engine.ts";
export { raiseEvents, type RaisedEvent } from "./events.ts";
export { SimulatedCrash } from "./execution/execute-group.ts";
export { previewActivation, type ActivationPreview } from "./preview/preview.ts";
export { calledRule, receiveCall } from "./webhook/receive.ts";
export { unreadFilters, unreadReach } from "./publisher/lost-rights.ts";
export { publisherRights } from "./publisher/publisher-rights.ts";
export { reachOf } from "./publisher/reach.ts";
export {
  authorise,
  authoriseActivation,
  authoriseRepinning,
  authoriseTemplate,
} from "./publisher/authorise.ts";
export { planByHand, type ByHand } from "./by-hand/plan-by-hand.ts";
export { pressAutomation, stopAutomation } from "./press.ts";
export type { Reason } from "./reasons.ts";
export type { Resume } from "./resume.ts";
export { stepsAhead } from "./steps-ahead.ts";
export { readVersion } from "./rules.repo.ts";
export { writeTemplate } from "./templates.repo.ts";
export type { TemplateDefinition } from "./actions/action.ts";
export { removeTemplate } from "./templates.ts";
export { completeByName } from "./complete.ts";
export { mergeRecords } from "./merge.ts";
export { matchingIds as searchIds } from "./search.repo.ts";
export { askWhy, whyLines } from "./why/index.ts";
export { purgeRunLog } from "./purge-run-log.ts";
export { nextSteps, type NextStep } from "./next-steps.repo.ts";
export { nextRoundAt, nextWorkAt, runRound, takeRound, type RoundLimits } from "./round.ts";
export { readableSegments } from "./segments/readable-segments.ts";
export { repinSegments, withSegments, type SegmentApply } from "./segments/repin.ts";
export { diffFilters, diffMembers, type FilterDiff } from "./segments/segment-diff.repo.ts";
export { segmentsReached } from "./segments/segment-use.ts";
export { segmentUsers, type SegmentUser } from "./segments/segment-users.ts";
export { acceptAutomation } from "./validate.ts";
export { describeDifferences } from "./versions/describe-difference.ts";
export { readerOf, type Reader } from "./inspector/reader.ts";
export { readNeeds } from "./tallies/needs.ts";
export { idIn } from "./runs-view.ts";
export { visibleAutomations } from "./visible.ts";
export { nominalEnds, wholeSecond, type NominalEnds } from "./inspector/nominal.ts";
export { readInterventions } from "./by-hand/interventions.repo.ts";
export { runAtHand } from "./by-hand/subject.ts";
export {
  readPutOff,
  readRunFacts,
  readStepFacts,
  type RunFacts,
  type StepFacts,
} from "./inspector/run-detail.repo.ts";
export { readTemplates } from "./templates.repo.ts";
export { templatesOf } from "./template-use.ts";
