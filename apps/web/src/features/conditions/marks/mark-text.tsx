import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import { aValue } from "../../automations/sentence/phrase/value.ts";
import { useSpeech } from "../../automations/sentence/speech.ts";
import { recordQuery } from "../../records/queries.ts";
import { titleOf } from "../../records/record-title.ts";
import { useBuilder } from "../builder-context.ts";
import classes from "../conditions.module.css";
import { fieldAt } from "../field-at.ts";
import type { Row } from "../rows/row.ts";

/** "has 12.400 €", or why it cannot be told. */
export const MarkText = ({ row }: { readonly row: Row }) => {
  const { t } = useTranslation();
  const { marks, object, objects } = useBuilder();
  const mark = marks.get(row.id);
  if (mark === undefined) return null;
  const field = row.kind === "condition" ? row.field : "";
  const target = row.kind === "condition" ? fieldAt(field, object, objects) : undefined;
  const isLink = target?.type === "relation" && typeof mark.actual === "string";
  if (mark.why !== undefined) return <Seen>{t(`conditions.unknown.${mark.why}`)}</Seen>;
  if (mark.total !== undefined)
    return <Seen>{t("conditions.related", { matching: mark.matching, count: mark.total })}</Seen>;
  if (!("actual" in mark) || field === "now") return null;
  if (isLink) return <SeenLink object={target.to ?? ""} id={asWords(mark.actual)} />;
  return <SeenValue path={field} actual={mark.actual} />;
};

const Seen = ({ children }: { readonly children: string }) => (
  <span className={classes["seen"]}>{children}</span>
);

const SeenValue = ({ path, actual }: { readonly path: string; readonly actual: unknown }) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const { object, objects } = useBuilder();
  const isEmpty = actual === null || actual === "" || (Array.isArray(actual) && actual.length === 0);
  if (isEmpty) return <Seen>{t("conditions.isEmpty")}</Seen>;
  const type = fieldAt(path, object, objects)?.type;
  const value =
    type === "datetime" && typeof actual === "string"
      ? speech.format.moment(actual)
      : aValue(actual, { path, object, or: false }, speech);
  return <Seen>{t("conditions.has", { value })}</Seen>;
};

/** A record is told by its title. */
const SeenLink = ({ object, id }: { readonly object: string; readonly id: string }) => {
  const { t } = useTranslation();
  const { objects } = useBuilder();
  const { data } = useQuery(recordQuery({ object, id }));
  if (data === undefined) return null;
  const value = titleOf(data, objects.get(object)) ?? t("records.untitled");
  return <Seen>{t("conditions.has", { value })}</Seen>;
};
