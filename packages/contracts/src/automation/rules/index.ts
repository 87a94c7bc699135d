import { completeParameters } from "./complete-parameters.ts";
import { copyElsewhere } from "./copy-elsewhere.ts";
import { dateAtCountsDays } from "./date-at-counts-days.ts";
import { elseLast } from "./else-last.ts";
import { findOnlyWithWebhook } from "./find-only-with-webhook.ts";
import { knownEvents } from "./known-events.ts";
import { leavesOnlyWithEnters } from "./leaves-only-with-enters.ts";
import { noRecordAfterDeletion } from "./no-record-after-deletion.ts";
import { noRecordWithoutFind } from "./no-record-without-find.ts";
import type { Rule } from "./rule.ts";
import { uniqueStepIds } from "./unique-step-ids.ts";

export const RULES: readonly Rule[] = [
  uniqueStepIds,
  elseLast,
  leavesOnlyWithEnters,
  findOnlyWithWebhook,
  dateAtCountsDays,
  knownEvents,
  completeParameters,
  noRecordAfterDeletion,
  noRecordWithoutFind,
  copyElsewhere,
];
