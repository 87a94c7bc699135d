import type { RecordPayload } from "@cadencia/contracts/api";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { automationsQuery } from "../../automations/queries.ts";
import { peopleQuery, type FieldInfo, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useFormat } from "../../session/use-format.ts";
import { placeOf } from "../fields/field-value.tsx";
import { useValueText } from "../fields/use-value-text.ts";
import { RecordLink } from "../record-link.tsx";
import type { Change } from "../timeline/queries.ts";
import classes from "./changes.module.css";
import { useUndoChange } from "./use-undo-change.ts";

interface SavedChangeProps {
  readonly change: Change;
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

/** They change with every save. */
const BESIDE = new Set(["updated_at", "updated_by"]);

export const SavedChange = ({ change, record, object }: SavedChangeProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const format = useFormat();
  const { undo, isUndoing } = useUndoChange(record, object, change);
  const keys = new Set([...Object.keys(change.before ?? {}), ...Object.keys(change.after ?? {})]);
  const fields = object.fields.filter(({ key }) => keys.has(key) && !BESIDE.has(key));
  return (
    <li className={classes["change"]}>
      <div className={classes["head"]}>
        <span>
          <strong>{t(`changes.kind.${change.kind}`)}</strong>
          {change.file !== null && `: ${change.file.name}`} · <By change={change} />
        </span>
        <time dateTime={change.at}>{format.moment(change.at)}</time>
      </div>
      {fields.length > 0 && (
        <table className={classes["values"]}>
          <thead>
            <tr>
              <th scope="col">{t("changes.field")}</th>
              <th scope="col">{t("changes.before")}</th>
              <th scope="col">{t("changes.after")}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field.key}>
                <th scope="row">{labels.field(field)}</th>
                <td>
                  <Value field={field} value={change.before?.[field.key]} record={record} />
                </td>
                <td>
                  <Value field={field} value={change.after?.[field.key]} record={record} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {undo !== null && (
        <Button size="compact-sm" variant="default" loading={isUndoing} onClick={undo}>
          {t("changes.undo")}
        </Button>
      )}
    </li>
  );
};

/** A person, an automation, or the product itself. */
const By = ({ change: { actor, cause } }: Pick<SavedChangeProps, "change">) => {
  const { t } = useTranslation();
  const { data: people } = useQuery(peopleQuery);
  const { data: automations } = useQuery(automationsQuery);
  if (cause === null) return <>{people?.get(actor ?? "")?.name ?? t("records.timeline.system")}</>;
  const name = automations?.items.find(({ key }) => key === cause.automation)?.name ?? cause.automation;
  return (
    <>
      {t("changes.byAutomation")} <Link href={`/automations/${cause.automation}`}>{name}</Link>
    </>
  );
};

interface ValueProps {
  readonly field: FieldInfo;
  readonly value: unknown;
  readonly record: RecordPayload;
}

const Value = ({ field, value, record }: ValueProps) => {
  const textOf = useValueText();
  const place = placeOf(field, value);
  if (place !== null) return <RecordLink place={place} />;
  return <>{textOf(field, value, record["currency"]) ?? "—"}</>;
};
