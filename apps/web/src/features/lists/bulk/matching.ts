import type { MatchingAnswer } from "@cadencia/contracts/api";
import { problemText } from "../../../lib/api/problem-text.ts";
import { isOffline } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { newId } from "../../../lib/new-id.ts";
import { firstFault, setAll, START, type Progress, type Tell } from "./work.ts";

export type MatchingChange =
  | { readonly set: Readonly<Record<string, unknown>> }
  | { readonly archived: boolean };

/** What changed so far, and how it is taken back. */
export interface MatchingWork extends Progress {
  readonly changed: MatchingAnswer["changed"];
}

/** So many in one transaction: short enough that others hardly wait. */
const AT_ONCE = 200;
const UNDONE_AT_ONCE = 500;
/** A part whose answer was lost is asked for again, and done once. */
const TRIES = 4;
const PAUSE = 1_000;

interface Asked {
  readonly object: string;
  readonly filter: unknown;
  readonly change: MatchingChange;
  /** Asked before each part. */
  readonly isStopped: () => boolean;
}

/** Changes all records behind a filter. Where it cannot go on it says why, and keeps what is needed to go back. */
export const changeMatching = async (
  { object, filter, change, isStopped }: Asked,
  tell: Tell,
): Promise<MatchingWork> => {
  const changed: MatchingAnswer["changed"] = [];
  let progress = START;
  let cursor = null as string | null;
  do {
    const body: object = { filter, ...change, limit: AT_ONCE, ...(cursor === null ? {} : { cursor }) };
    const part: MatchingAnswer | string = await askForPart(object, body).catch(problemText);
    if (typeof part === "string") return { ...progress, changed, why: part };
    changed.push(...part.changed);
    progress = {
      done: progress.done + part.changed.length + part.same + part.refused,
      failed: progress.failed + part.refused,
      why: progress.why ?? firstFault(part.errors),
    };
    tell(progress);
    cursor = part.next;
  } while (cursor !== null && !isStopped());
  return { ...progress, changed };
};

const askForPart = async (object: string, body: object): Promise<MatchingAnswer> => {
  const once = newId();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await request<MatchingAnswer>(`/records/${object}/matching`, { method: "POST", body, once });
    } catch (error) {
      if (!isOffline(error) || attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE * attempt));
    }
  }
};

/** Gives each record back what it held. */
export const undoMatching = async (
  object: string,
  changed: MatchingWork["changed"],
  change: MatchingChange,
): Promise<void> => {
  if ("set" in change) {
    await setAll(
      object,
      changed.map(({ id, before }) => ({ ...before, id })),
      () => undefined,
    );
    return;
  }
  for (let from = 0; from < changed.length; from += UNDONE_AT_ONCE) {
    const ids = changed.slice(from, from + UNDONE_AT_ONCE).map(({ id }) => id);
    await askForPart(object, { ids, archived: !change.archived });
  }
};
