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
