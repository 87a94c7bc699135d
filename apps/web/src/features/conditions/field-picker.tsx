import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder-context.ts";
import { pathLabel } from "./use-field-choices.ts";
import classes from "./conditions.module.css";

interface FieldPickerProps {
  readonly value: string;
  readonly error: boolean;
  readonly onChange: (path: string) => void;
}

/** Typing finds the others. */
const SHOWN = 100;

/** A field of the record, or of one that it points at. */
export const FieldPicker = ({ value, error, onChange }: FieldPickerProps) => {
  const { t } = useTranslation();
  const { fields } = useBuilder();
  const isKnown = fields.some(({ items }) => items.some((item) => item.value === value));
  const data = fields.map(({ group, items }) => ({ group, items: [...items] }));
  return (
    <Select
      searchable
      className={classes["field"] ?? ""}
      aria-label={t("conditions.field")}
      placeholder={t("conditions.chooseField")}
      nothingFoundMessage={t("conditions.noField")}
      limit={SHOWN}
      data={isKnown || value === "" ? data : [{ value, label: pathLabel(value) }, ...data]}
      value={value === "" ? null : value}
      error={error}
      allowDeselect={false}
      comboboxProps={{ width: 280, position: "bottom-start" }}
      onChange={(picked) => picked !== null && onChange(picked)}
    />
  );
};
