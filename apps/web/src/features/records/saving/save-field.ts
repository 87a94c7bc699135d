import type { RecordPayload } from "@cadencia/contracts/api";
import type { QueryClient } from "@tanstack/react-query";
import { isOffline, isSignedOut, Problem } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { recordKey, recordQuery, type Place } from "../queries.ts";
import { isSame } from "./same.ts";

export interface Edit {
  readonly field: string;
  readonly yours: unknown;
  /** What the field held when its edit began. */
  readonly base: unknown;
  /** The field's, where it says how values compare. */
  readonly type?: string;
}

export type Outcome =
  | { readonly kind: "saved" }
  /** No answer came, or the session ended: it is to be sent again. */
  | { readonly kind: "held" }
  | { readonly kind: "refused"; readonly message: string }
  /** Somebody saved this very field meanwhile. */
  | { readonly kind: "conflict"; readonly saved: unknown; readonly by: string | null };

/** Automations save the same record in quick succession; more often than this it is not chance. */
const TRIES = 5;

/** Saves one field on the version that is known; what others did to other fields meanwhile stands in nobody's way. */
export const saveField = async (client: QueryClient, place: Place, edit: Edit): Promise<Outcome> => {
  try {
    for (let attempt = 1; ; attempt += 1) {
      const known = await client.ensureQueryData(recordQuery(place));
      // Somebody's change arrived while this one was typed.
      if (
        !isSame(known[edit.field], edit.base, edit.type) &&
        !isSame(known[edit.field], edit.yours, edit.type)
      )
        return conflictWith(known, edit.field);
      const refusal = await attemptSave(client, place, { edit, version: known.version });
      if (refusal === null) return { kind: "saved" };
      if (refusal.status !== 409 && refusal.status !== 412) return refused(refusal, edit.field);
      const fresh = await client.fetchQuery({ ...recordQuery(place), staleTime: 0 });
      const saved = fresh[edit.field];
      if (!isSame(saved, edit.base, edit.type) && !isSame(saved, edit.yours, edit.type))
        return conflictWith(fresh, edit.field);
      // Another reason than the version, which trying again does not change.
      if (refusal.status === 409 || attempt === TRIES) return refused(refusal, edit.field);
    }
  } catch (error) {
    if (isSignedOut(error)) void client.invalidateQueries({ queryKey: ["session"] });
    if (isOffline(error) || isSignedOut(error)) return { kind: "held" };
    throw error;
  }
};

const attemptSave = async (
  client: QueryClient,
  place: Place,
  { edit, version }: { edit: Edit; version: number },
): Promise<Problem | null> => {
  try {
    const saved = await request<RecordPayload>(`/records/${place.object}/${place.id}`, {
      method: "PATCH",
      body: { [edit.field]: edit.yours },
      version,
    });
    client.setQueryData(recordKey(place), saved);
    void client.invalidateQueries({ queryKey: ["record-life", place.id] });
    return null;
  } catch (error) {
    if (error instanceof Problem && !isOffline(error) && !isSignedOut(error)) return error;
    throw error;
  }
};

const conflictWith = (record: RecordPayload, field: string): Outcome => ({
  kind: "conflict",
  saved: record[field],
  by: typeof record["updated_by"] === "string" ? record["updated_by"] : null,
});

const refused = (problem: Problem, field: string): Outcome => ({
  kind: "refused",
  message: problem.fields.find((fault) => fault.field === field)?.message ?? problem.message,
});
