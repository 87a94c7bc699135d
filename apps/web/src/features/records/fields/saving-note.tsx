import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { peopleQuery, type FieldInfo } from "../../model/queries.ts";
import type { FieldSave } from "../saving/use-field-save.ts";
import classes from "./fields.module.css";
import { useValueText } from "./use-value-text.ts";

/** What came of an edit, beneath its field. */
export const SavingNote = ({ field, standing, save, forget }: FieldSave & { readonly field: FieldInfo }) => {
  const { t } = useTranslation();
  const textOf = useValueText();
  const { data: people } = useQuery(peopleQuery);
  const textIn = (value: unknown) => textOf(field, value) ?? t("records.empty");
  switch (standing.kind) {
    case "idle":
    case "refused":
      return null;
    case "saving":
      return (
        <div className={classes["note"]} role="status">
          {t("records.saving")}
        </div>
      );
    case "held":
      return (
        <div className={classes["note"]} role="status">
          {t("records.offline")}{" "}
          <Button size="compact-xs" variant="default" onClick={() => void save(standing.edit)}>
            {t("records.tryAgain")}
          </Button>
        </div>
      );
    case "conflict": {
      const name = standing.by === null ? undefined : people?.get(standing.by)?.name;
      return (
        <div className={classes["conflict"]} role="alert">
          {typeof name === "string" ? t("records.conflict.byName", { name }) : t("records.conflict.by")}
          <dl>
            <dt>{t("records.conflict.saved")}</dt>
            <dd>{textIn(standing.saved)}</dd>
            <dt>{t("records.conflict.yours")}</dt>
            <dd>{textIn(standing.edit.yours)}</dd>
          </dl>
          <div className={classes["acts"]}>
            <Button size="compact-sm" variant="default" onClick={forget}>
              {t("records.conflict.keepSaved")}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void save({ ...standing.edit, base: standing.saved })}
            >
              {t("records.conflict.keepYours")}
            </Button>
          </div>
        </div>
      );
    }
  }
};
