import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { rememberUndo } from "../../../ui/toast.tsx";
import type { Place } from "../queries.ts";
import { heldEdit, holdEdit, releaseEdit } from "./held-edits.ts";
import { saveField, type Edit } from "./save-field.ts";

/** How an edit of one field stands. */
export type Standing =
  | { readonly kind: "idle" }
  | { readonly kind: "saving" | "held"; readonly edit: Edit }
  | { readonly kind: "refused"; readonly edit: Edit; readonly message: string }
  | {
      readonly kind: "conflict";
      readonly edit: Edit;
      readonly saved: unknown;
      readonly by: string | null;
    };

const IDLE: Standing = { kind: "idle" };
const RETRY_EVERY = 5_000;

export interface FieldSave {
  readonly standing: Standing;
  readonly save: (edit: Edit) => Promise<void>;
  readonly forget: () => void;
}

export const useFieldSave = (place: Place, field: string): FieldSave => {
  const client = useQueryClient();
  const { t } = useTranslation();
  const { object, id } = place;
  const [standing, setStanding] = useState<Standing>(() => {
    const edit = heldEdit(place, field);
    return edit === null ? IDLE : { kind: "held", edit };
  });

  const save = async (edit: Edit): Promise<void> => {
    setStanding((now) => (now.kind === "held" ? now : { kind: "saving", edit }));
    // Before it is sent: whatever happens to the page now, it is not lost.
    holdEdit({ object, id }, edit);
    const outcome = await saveField(client, { object, id }, edit).catch(() => ({
      kind: "refused" as const,
      message: t("common.failed"),
    }));
    if (outcome.kind !== "held") releaseEdit({ object, id }, field);
    setStanding(outcome.kind === "saved" ? IDLE : { ...outcome, edit });
    if (outcome.kind === "saved")
      rememberUndo(() => void save({ ...edit, yours: edit.base ?? null, base: edit.yours }));
  };

  const held = standing.kind === "held" ? standing.edit : null;
  useEffect(() => {
    if (held === null) return;
    const retry = () => void save(held);
    const timer = setInterval(retry, RETRY_EVERY);
    window.addEventListener("online", retry);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", retry);
    };
    // `save` is made anew each time and means the same.
  }, [held]);

  const forget = () => {
    releaseEdit({ object, id }, field);
    setStanding(IDLE);
  };
  return { standing, save, forget };
};
