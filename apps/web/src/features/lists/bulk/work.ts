import type { bulkAnswerSchema, FieldError, RecordPayload } from "@cadencia/contracts/api";
import type * as z from "zod";
import { problemText } from "../../../lib/api/problem-text.ts";
import { fieldText } from "../../../lib/api/problem-words.ts";
import { request } from "../../../lib/api/request.ts";

/** Of work on many records: how far it is, and what was refused. */
export interface Progress {
  readonly done: number;
  readonly failed: number;
  readonly why: string | null;
}

export type Tell = (progress: Progress) => void;
type Answer = z.infer<typeof bulkAnswerSchema>;

/** So many in one transaction: short enough that others hardly wait. */
const AT_ONCE = 100;
const SIDE_BY_SIDE = 4;

export const START: Progress = { done: 0, failed: 0, why: null };

/** Why the first of them was refused, in the reader's words. */
export const firstFault = ([first]: readonly FieldError[]): string | null =>
  first === undefined ? null : fieldText(first);

/** Sets one field of each; the values may differ, as when each gets its own back. */
export const setAll = async (
  object: string,
  edits: readonly { readonly id: string; readonly [field: string]: unknown }[],
  tell: Tell,
): Promise<Progress> => {
  let progress = START;
  for (let from = 0; from < edits.length; from += AT_ONCE) {
    const update = edits.slice(from, from + AT_ONCE);
    const { updated } = await request<Answer>(`/records/${object}/bulk`, {
      method: "POST",
      body: { update },
    });
    const refused = updated.filter((outcome) => !outcome.ok);
    progress = {
      done: progress.done + update.length,
      failed: progress.failed + refused.length,
      why: progress.why ?? firstFault(refused[0]?.errors ?? []),
    };
    tell(progress);
  }
  return progress;
};

export const archiveAll = async (
  records: readonly Pick<RecordPayload, "id" | "object">[],
  verb: "archive" | "unarchive",
  tell: Tell,
): Promise<Progress> => {
  let progress = START;
  for (let from = 0; from < records.length; from += SIDE_BY_SIDE) {
    const batch = records.slice(from, from + SIDE_BY_SIDE);
    const faults = await Promise.all(
      batch.map(({ object, id }) =>
        request(`/records/${object}/${id}/${verb}`, { method: "POST" }).then(() => null, problemText),
      ),
    );
    const refused = faults.filter((fault) => fault !== null);
    progress = {
      done: progress.done + batch.length,
      failed: progress.failed + refused.length,
      why: progress.why ?? refused[0] ?? null,
    };
    tell(progress);
  }
  return progress;
};
