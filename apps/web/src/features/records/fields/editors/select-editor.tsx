import { MultiSelect, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLabels } from "../../../model/use-labels.ts";
import type { EditorProps } from "../editor.ts";

export const SelectEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  return (
    <Select
      autoFocus
      defaultDropdownOpened
      aria-label={label}
      data={(field.options ?? []).map((option) => ({
        value: option,
        label: labels.option(field.key, option),
      }))}
      value={typeof value === "string" ? value : null}
      error={error}
      clearable={!field.required}
      clearButtonProps={{ "aria-label": t("records.clear") }}
      searchable={(field.options ?? []).length > 8}
      onChange={(picked) => commit(picked)}
      onDropdownClose={() => cancel()}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};

export const MultiSelectEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const labels = useLabels();
  const [draft, setDraft] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  return (
    <MultiSelect
      autoFocus
      defaultDropdownOpened
      aria-label={label}
      data={(field.options ?? []).map((option) => ({
        value: option,
        label: labels.option(field.key, option),
      }))}
      value={draft}
      error={error}
      onChange={setDraft}
      onBlur={() => commit(draft)}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};
