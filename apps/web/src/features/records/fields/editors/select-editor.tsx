import { MultiSelect, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../../model/use-labels.ts";
import type { EditorProps } from "../editor.ts";

/** So many options are read at a glance. */
const SEARCHED_ABOVE = 8;

const useOptions = (field: EditorProps["field"]): { value: string; label: string }[] => {
  const labels = useLabels();
  return (field.options ?? []).map((value) => ({ value, label: labels.option(field.key, value) }));
};

export const SelectEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const { t } = useTranslation();
  const options = useOptions(field);
  return (
    <Select
      autoFocus
      defaultDropdownOpened
      aria-label={label}
      data={options}
      value={typeof value === "string" ? value : null}
      error={error}
      clearable={!field.required}
      clearButtonProps={{ "aria-label": t("records.clear") }}
      searchable={options.length > SEARCHED_ABOVE}
      onChange={(picked) => commit(picked)}
      onDropdownClose={() => cancel()}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};

export const MultiSelectEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const options = useOptions(field);
  const [draft, setDraft] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  return (
    <MultiSelect
      autoFocus
      defaultDropdownOpened
      aria-label={label}
      data={options}
      value={draft}
      error={error}
      onChange={setDraft}
      onBlur={() => commit(draft)}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};
