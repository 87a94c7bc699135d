import type { RecordPayload } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import { peopleQuery, type FieldInfo } from "../../model/queries.ts";
import classes from "./fields.module.css";
import { useValueText } from "./use-value-text.ts";

interface ChangedMeanwhileProps {
  readonly field: FieldInfo;
  readonly record: RecordPayload;
}

/** While one types in a field, somebody else's value of it arrived: it is told, and takes nothing away. */
export const ChangedMeanwhile = ({ field, record }: ChangedMeanwhileProps) => {
  const { t } = useTranslation();
  const textOf = useValueText();
  const { data: people } = useQuery(peopleQuery);
  const name = people?.get(asWords(record["updated_by"]))?.name;
  const value = textOf(field, record[field.key], record["currency"]) ?? t("records.empty");
  return (
    <div className={classes["note"]} role="status">
      {typeof name === "string"
        ? t("live.meanwhile", { name, value })
        : t("live.meanwhileUnknown", { value })}{" "}
      {t("live.keepsTyped")}
    </div>
  );
};
