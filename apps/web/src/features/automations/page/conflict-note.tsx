import { Alert, Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDraft, useDraftStore } from "../draft/use-draft.ts";
import classes from "./page.module.css";
import { useEditor } from "./use-editor.ts";

/** Somebody else saved the same draft: nothing of either is lost. */
export const ConflictNote = ({ version }: { readonly version: number }) => {
  const { t } = useTranslation();
  const { save, theirs, baseVersion } = useDraft();
  const store = useDraftStore();
  const { setAct } = useEditor();
  if (save !== "conflict" && version > baseVersion && baseVersion > 0)
    return (
      <Alert
        variant="transparent"
        className={classes["note"] ?? ""}
        role="alert"
        title={t("editor.conflict.newer", { version })}
      >
        <p style={{ margin: "0 0 8px" }}>{t("editor.conflict.newerText", { version: baseVersion })}</p>
        <Group gap={8}>
          <Button variant="default" onClick={() => setAct("history")}>
            {t("editor.history.open")}
          </Button>
          <Button onClick={() => store.rebase()}>{t("editor.conflict.over", { version })}</Button>
        </Group>
      </Alert>
    );
  if (save !== "conflict") return null;
  const name = theirs?.updated_by.name ?? t("editor.somebody");
  return (
    <Alert
      color="yellow"
      role="alert"
      title={t(theirs === null ? "editor.conflict.gone" : "editor.conflict.title", { name })}
    >
      <p style={{ margin: "0 0 8px" }}>{t("editor.conflict.text")}</p>
      <Group gap={8}>
        <Button variant="default" onClick={() => store.takeTheirs()}>
          {t(theirs === null ? "editor.conflict.published" : "editor.conflict.theirs", { name })}
        </Button>
        <Button onClick={() => store.keepMine()}>{t("editor.conflict.mine")}</Button>
      </Group>
    </Alert>
  );
};
