import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDraft, useDraftStore } from "../draft/use-draft.ts";
import classes from "./page.module.css";

/** In how many things the draft differs, and whether the server has it. `changes` null: nothing is published yet. */
export const SaveNote = ({ changes }: { readonly changes: number | null }) => {
  const { t } = useTranslation();
  const { save, refusal } = useDraft();
  const store = useDraftStore();
  const count =
    changes === null ? t("editor.draftNew") : changes > 0 ? t("editor.draft", { count: changes }) : null;
  return (
    <span className={classes["saved"]} role="status">
      {[
        count,
        save === "saved" ? (count === null ? null : t("editor.save.saved")) : t(`editor.save.${save}`),
        refusal,
      ]
        .filter((part) => part !== null)
        .join(" · ")}
      {(save === "offline" || save === "failed" || save === "signedOut") && (
        <Button variant="subtle" size="compact-xs" onClick={() => store.retry()}>
          {t("common.retry")}
        </Button>
      )}
    </span>
  );
};
