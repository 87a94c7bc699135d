import type { RecordPayload } from "@cadencia/contracts/api";
import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import flashing from "../../ui/flash.module.css";
import { useIsChanged } from "../live/changed.ts";
import type { FieldInfo, ObjectInfo } from "../model/queries.ts";
import { useValueText } from "../records/fields/use-value-text.ts";
import { titleOf } from "../records/record-title.ts";
import classes from "./lists.module.css";
import { NUMBERS } from "./sort-head.tsx";

interface ListRowProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
  readonly columns: readonly FieldInfo[];
  readonly names: Readonly<Record<string, string>>;
  readonly isSelected: boolean;
  readonly onToggle: (() => void) | null;
}

export const ListRow = ({ record, object, columns, names, isSelected, onToggle }: ListRowProps) => {
  const { t } = useTranslation();
  const isChanged = useIsChanged(record.id);
  const title = titleOf(record, object) ?? t("records.untitled");
  return (
    <tr data-selected={isSelected || undefined} className={isChanged ? flashing["flash"] : undefined}>
      {onToggle !== null && (
        <td className={classes["tick"]}>
          <Checkbox
            size="xs"
            aria-label={t("lists.select", { title })}
            checked={isSelected}
            onChange={onToggle}
          />
        </td>
      )}
      {columns.map((field, index) => (
        <td key={field.key} className={NUMBERS.has(field.type) ? classes["number"] : undefined}>
          {index === 0 ? (
            <Link href={`/records/${record.object}/${record.id}`} className={classes["title"]}>
              {title}
            </Link>
          ) : (
            <Cell field={field} record={record} names={names} />
          )}
        </td>
      ))}
    </tr>
  );
};

type CellProps = Pick<ListRowProps, "record" | "names"> & { readonly field: FieldInfo };

const Cell = ({ field, record, names }: CellProps) => {
  const textOf = useValueText();
  const value = record[field.key];
  if (field.type !== "relation" || typeof value !== "string" || field.to === undefined)
    return <>{textOf(field, value, record["currency"]) ?? ""}</>;
  const name = names[value];
  return name === undefined ? null : <Link href={`/records/${field.to}/${value}`}>{name}</Link>;
};
