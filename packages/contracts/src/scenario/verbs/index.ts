import type * as z from "zod";
import { keyedUnion } from "../../problems/index.ts";
import { activateEntry } from "./activate.ts";
import { answerEntry } from "./answer.ts";
import { archiveEntry } from "./archive.ts";
import { bounceEntry } from "./bounce.ts";
import { checkEntry } from "./check.ts";
import { clickEntry } from "./click.ts";
import { completeEntry } from "./complete.ts";
import { convertEntry } from "./convert.ts";
import { copyEntry } from "./copy.ts";
import { crashEntry } from "./crash.ts";
import { createEntry } from "./create.ts";
import { deactivateEntry } from "./deactivate.ts";
import { deleteEntry } from "./delete.ts";
import { downEntry } from "./down.ts";
import { dryRunEntry } from "./dry-run.ts";
import { editSegmentEntry } from "./edit-segment.ts";
import { eventEntry } from "./event.ts";
import { failEntry } from "./fail.ts";
import { importEntry } from "./import.ts";
import { mergeEntry } from "./merge.ts";
import { messageEntry } from "./message.ts";
import { nameEntry } from "./name.ts";
import { openEntry } from "./open.ts";
import { pressEntry } from "./press.ts";
import { publishEntry } from "./publish.ts";
import { removeEntry } from "./remove.ts";
import { removePipelineEntry } from "./remove-pipeline.ts";
import { removeSegmentEntry } from "./remove-segment.ts";
import { removeStageEntry } from "./remove-stage.ts";
import { removeTemplateEntry } from "./remove-template.ts";
import { respondEntry } from "./respond.ts";
import { restoreEntry } from "./restore.ts";
import { stopEntry } from "./stop.ts";
import { unarchiveEntry } from "./unarchive.ts";
import { unsubscribeEntry } from "./unsubscribe.ts";
import { upEntry } from "./up.ts";
import { updateEntry } from "./update.ts";
import { webhookEntry } from "./webhook.ts";

/**
 * Every verb of the timeline. The order tells entries apart that bear the key of another verb: `respond` has an
 * `event` and an `answer`, `convert` a `name`.
 */
export const VERBS = {
  respond: respondEntry,
  create: createEntry,
  update: updateEntry,
  delete: deleteEntry,
  restore: restoreEntry,
  archive: archiveEntry,
  unarchive: unarchiveEntry,
  convert: convertEntry,
  merge: mergeEntry,
  import: importEntry,
  name: nameEntry,
  copy: copyEntry,
  message: messageEntry,
  answer: answerEntry,
  bounce: bounceEntry,
  unsubscribe: unsubscribeEntry,
  open: openEntry,
  click: clickEntry,
  webhook: webhookEntry,
  complete: completeEntry,
  press: pressEntry,
  stop: stopEntry,
  activate: activateEntry,
  deactivate: deactivateEntry,
  remove: removeEntry,
  publish: publishEntry,
  edit_segment: editSegmentEntry,
  down: downEntry,
  up: upEntry,
  crash: crashEntry,
  fail: failEntry,
  check: checkEntry,
  remove_stage: removeStageEntry,
  remove_pipeline: removePipelineEntry,
  remove_template: removeTemplateEntry,
  remove_segment: removeSegmentEntry,
  dry_run: dryRunEntry,
  event: eventEntry,
} as const;

export type Verb = keyof typeof VERBS;
export const VERB_NAMES = Object.keys(VERBS) as readonly Verb[];

export const timelineEntrySchema = keyedUnion("an entry of the timeline", VERBS);

/** An entry as it is written. */
export type TimelineEntryInput = z.infer<typeof timelineEntrySchema>;

/** An entry of one verb, told apart by `verb`, with the line of the file at which it stands. */
export type EntryOf<Name extends Verb> = {
  readonly [Each in Name]: z.infer<(typeof VERBS)[Each]> & { readonly verb: Each; readonly line: number };
}[Name];

export type TimelineEntry = EntryOf<Verb>;

export const verbOf = (entry: TimelineEntryInput): Verb => {
  const verb = VERB_NAMES.find((candidate) => candidate in entry);
  if (!verb) throw new TypeError(`no verb of the timeline: ${Object.keys(entry).join(", ")}`);
  return verb;
};
