import type { RecordPayload } from "@cadencia/contracts/api";
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FieldInfo, ObjectInfo } from "../../model/queries.ts";
import { useMay } from "../../session/use-may.ts";
import { FieldRow } from "./field-row.tsx";
import classes from "./fields.module.css";

interface FieldListProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

/** They stand elsewhere on the page. */
const ELSEWHERE = new Set(["pipeline", "stage", "followers", "archived"]);
/** Of the product's own JSON, what people write; the rest is kept by the calendar, by forms and by what mails say. */
const OWN_JSON = new Set(["working_hours", "absences"]);
/** Few enough to show all, filled or not. */
const SHORT = 8;

export const FieldList = ({ record, object }: FieldListProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const [showsEmpty, setShowsEmpty] = useState(false);
  // Which are empty is asked once: a field that is being filled stays where it is.
  const [empty] = useState(
    () => new Set(object.fields.filter(({ key }) => isEmpty(record[key])).map(({ key }) => key)),
  );
  const fields = object.fields.filter(
    ({ key, type, custom }) => !ELSEWHERE.has(key) && (type !== "json" || custom || OWN_JSON.has(key)),
  );
  const own = fields
    .filter(({ read_only }) => !read_only)
    .toSorted((left, right) => rank(left) - rank(right));
  const system = fields.filter((field) => field.read_only && !isEmpty(record[field.key]));
  const few = own.filter(({ key, type }) => type !== "boolean" && empty.has(key));
  const hidden =
    few.length > 2 && own.length > SHORT && !showsEmpty ? new Set(few.map(({ key }) => key)) : new Set();
  const editable = may(object.key, "edit", record) && !record.archived;
  return (
    <section className={classes["list"]} aria-label={t("records.fields")}>
      {own
        .filter(({ key }) => !hidden.has(key))
        .map((field) => (
          <FieldRow key={field.key} record={record} field={field} editable={editable} />
        ))}
      {few.length > 2 && own.length > SHORT && (
        <Button
          variant="subtle"
          size="compact-sm"
          justify="start"
          aria-expanded={showsEmpty}
          onClick={() => setShowsEmpty(!showsEmpty)}
        >
          {showsEmpty ? t("records.fewer") : t("records.more", { count: few.length })}
        </Button>
      )}
      {system.map((field) => (
        <FieldRow key={field.key} record={record} field={field} editable={false} />
      ))}
    </section>
  );
};

/** What is asked for first stands first; the rest as the object has it. */
const rank = ({ key }: FieldInfo): number =>
  key === "owner" ? -1 : key === "tags" || key === "source" ? 1 : 0;

const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
