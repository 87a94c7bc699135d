import type { RunDetail } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery, peopleQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useFormat } from "../../session/use-format.ts";
import classes from "./run.module.css";

const ALONG = new Set(["stage_entered_at", "updated_at", "updated_by", "closed_at", "email_state"]);

/** Who or what started a run. */
export const CauseLine = ({ run: { cause, object, started_at: startedAt } }: { readonly run: RunDetail }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const labels = useLabels();
  const { data: people } = useQuery(peopleQuery);
  const { data: objects } = useQuery(objectsQuery);
  if (cause === null)
    return <p className={classes["muted"]}>{t("runs.startedBy.time", { at: format.moment(startedAt) })}</p>;
  const name =
    cause.automation ??
    (cause.actor === null ? null : people?.get(cause.actor)?.name) ??
    t("records.timeline.system");
  const changed = Object.keys(cause.after ?? {}).filter(
    (field) => !ALONG.has(field) && !field.endsWith("__object"),
  );
  const fields = changed.map((key) =>
    labels.field(objects?.get(object)?.fields.find((field) => field.key === key) ?? { key, label: key }),
  );
  const what =
    cause.kind === "updated" && fields.length > 0
      ? t("records.timeline.updated", { name, fields: format.list(fields.slice(0, 4)) })
      : t(`records.timeline.${cause.kind}`, { name, fields: "" });
  return (
    <p className={classes["muted"]}>
      {what}, {format.moment(cause.at)}
    </p>
  );
};
