export { API_ERROR_CODES, API_ERRORS, type ApiErrorCode } from "./errors.ts";
export { DEFAULT_PAGE_SIZE, LARGEST_PAGE_SIZE, pageOf, pageQueryShape, type Page } from "./page.ts";
export {
  fieldErrors,
  fieldErrorSchema,
  PROBLEM_MEDIA_TYPE,
  problemDetails,
  problemDetailsSchema,
  type FieldError,
  type ProblemContent,
  type ProblemDetails,
} from "./problem-details.ts";
export {
  bulkAnswerSchema,
  bulkSchema,
  changeQueryShape,
  changeSchema,
  MOST_BULK_ITEMS,
  recordChangesSchema,
  recordExcerptSchema,
  recordQuerySchema,
  recordSchema,
  recordValuesSchema,
  searchQueryShape,
  type RecordExcerpt,
  type RecordPayload,
} from "./record.ts";
export {
  CUSTOM_FIELD_TYPES,
  fieldSchema,
  newFieldSchema,
  newObjectSchema,
  newPipelineSchema,
  objectSchema,
  pipelineChangesSchema,
  pipelineSchema,
  type NewField,
  type NewStage,
  type PipelinePayload,
} from "./model.ts";
export {
  settingsChangesSchema,
  settingsSchema,
  type SettingsChanges,
  type SettingsPayload,
} from "./settings.ts";
export {
  configurationKey,
  newSegmentSchema,
  newTemplateSchema,
  segmentEditSchema,
  segmentPreviewSchema,
  segmentSchema,
  templateSchema,
} from "./texts.ts";
export { fileNameShape, fileSchema, type FilePayload } from "./files.ts";
export { newViewSchema, viewChangesSchema, viewSchema, type ViewPayload } from "./views.ts";
export { notificationPageSchema, readNotificationsSchema, type NotificationPage } from "./notifications.ts";
export { handMessageSchema, sentByHandSchema, type HandMessagePayload } from "./hand-messages.ts";
export { judgingRequestSchema, judgingSchema, type JudgingPayload } from "./judging.ts";
export {
  demoClockSchema,
  demoMovedSchema,
  demoOfferSchema,
  demoRemovalSchema,
  demoSchema,
  type DemoMovedPayload,
  type DemoPayload,
  type DemoRemovalPayload,
} from "./demo.ts";
export {
  draftCheckRequestSchema,
  draftCheckSchema,
  draftEditSchema,
  draftEffectSchema,
  draftPublicationSchema,
  draftQueryShape,
  draftsQueryShape,
  draftSchema,
  WARNING_CODES,
  type DraftCheckPayload,
  type DraftEffectPayload,
  type DraftPayload,
} from "./drafts.ts";
export { dryRunRequestSchema, dryRunSchema, type DryRunPayload } from "./dry-run.ts";
export { WHY_OUTCOMES, whyQueryShape, whySchema, type WhyPayload } from "./why.ts";
export { runLogQueryShape, runLogSchema, type RunLogPayload } from "./run-log.ts";
export { talliesSchema, type TalliesPayload } from "./tallies.ts";
export { explanationSchema } from "./explanation.ts";
export {
  activationPreviewSchema,
  entrantsSchema,
  type EntrantsPayload,
  activationSchema,
  automationPayloadSchema,
  newEventSchema,
  pressSchema,
  publicationSchema,
  runQueryShape,
  runSchema,
  addressSchema,
  rotationSchema,
  stopSchema,
  type RunPayload,
} from "./automations.ts";
export {
  comparisonSchema,
  copySchema,
  differenceQueryShape,
  rollbackSchema,
  versionParams,
  versionSchema,
  versionsQueryShape,
  versionWithDefinitionSchema,
} from "./versions.ts";
export {
  boardQueryShape,
  boardSchema,
  cardPageSchema,
  cardQueryShape,
  type BoardPayload,
  type CardPayload,
} from "./board.ts";
export {
  apiKeySchema,
  madeApiKeySchema,
  newApiKeySchema,
  type ApiKeyPayload,
  type MadeApiKeyPayload,
} from "./api-keys.ts";
export {
  matchingAnswerSchema,
  matchingChangeSchema,
  MOST_MATCHING_ITEMS,
  type MatchingAnswer,
} from "./matching.ts";
export { newRoleSchema, roleSchema, type RolePayload } from "./roles.ts";
export {
  callerSchema,
  loginSchema,
  newPasswordSchema,
  passwordChangeSchema,
  resetRequestSchema,
  sessionSchema,
  setupSchema,
  setupStateSchema,
  type CallerPayload,
  type SetupPayload,
  type SetupState,
} from "./session.ts";
export type { LiveRecords } from "./live.ts";
export {
  forecastSchema,
  retriedSchema,
  retryManySchema,
  retrySchema,
  runDetailSchema,
  settlementSchema,
  STEP_STANDINGS,
  stepCountsQueryShape,
  stepCountsSchema,
  stepLinesSchema,
  stepsQueryShape,
  type Forecast,
  type RunDetail,
  type StepCounts,
  type StepLine,
  type StepStanding,
} from "./inspector.ts";
export { attentionSchema, daySchema, type Attention, type DayPayload, type Duty } from "./day.ts";
export {
  OUTBOX_CHANNELS,
  OUTBOX_STATES,
  outboxMessageSchema,
  outboxQueryShape,
  outboxSchema,
  type OutboxLine,
  type OutboxMessage,
  type OutboxPage,
} from "./outbox.ts";
