import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { automationsQuery } from "../../automations/queries.ts";
import { peopleQuery, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { placeOf } from "../fields/field-value.tsx";
import { useValueText } from "../fields/use-value-text.ts";
import { RecordLink } from "../record-link.tsx";
import { changedFields } from "./entries.ts";
import type { Change } from "./queries.ts";
import classes from "./timeline.module.css";

interface ChangeEntryProps {
  readonly change: Change;
  readonly object: ObjectInfo;
  readonly currency: unknown;
}

/** Who saved what; of each field the value now, and the one before. */
export const ChangeEntry = ({ change, object, currency }: ChangeEntryProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const textOf = useValueText();
  const { data: people } = useQuery(peopleQuery);
  const { data: automations } = useQuery(automationsQuery);
  const { actor, cause, kind, before, after, file } = change;
  const who =
    (cause === null
      ? people?.get(actor ?? "")?.name
      : automations?.items.find(({ key }) => key === cause.automation)?.name) ??
    cause?.automation ??
    t("records.timeline.system");
  const fields = object.fields.filter(({ key }) => changedFields(change).includes(key));
  const names = fields.map((field) => labels.field(field)).join(", ");
  return (
    <>
      <div>{t(`records.timeline.${kind}`, { name: who, fields: names, file: file?.name ?? "" })}</div>
      {kind === "updated" &&
        fields.map((field) => {
          const place = placeOf(field, after?.[field.key]);
          const old =
            placeOf(field, before?.[field.key]) === null
              ? textOf(field, before?.[field.key], currency)
              : null;
          return (
            <div key={field.key} className={classes["more"]}>
              {fields.length > 1 && `${labels.field(field)}: `}
              {place === null ? (
                (textOf(field, after?.[field.key], currency) ?? t("records.empty"))
              ) : (
                <RecordLink place={place} />
              )}
              {old !== null && ` · ${t("records.timeline.wasWas", { before: old })}`}
            </div>
          );
        })}
    </>
  );
};
