import { MultiSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { peopleQuery, type Person } from "../../../model/queries.ts";
import type { EditorProps } from "../editor.ts";

/** Who is no longer active stays where they are and is offered nowhere else. */
const choices = (people: ReadonlyMap<string, Person> | undefined, chosen: readonly string[]) =>
  [...(people?.values() ?? [])]
    .filter(({ id, active }) => active || chosen.includes(id))
    .map(({ id, name, handle }) => ({ value: id, label: name ?? handle ?? id }));

export const PersonEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const { t } = useTranslation();
  const { data } = useQuery(peopleQuery);
  const chosen = typeof value === "string" ? value : null;
  return (
    <Select
      autoFocus
      searchable
      defaultDropdownOpened
      aria-label={label}
      data={choices(data, chosen === null ? [] : [chosen])}
      value={chosen}
      error={error}
      clearable={!field.required}
      clearButtonProps={{ "aria-label": t("records.clear") }}
      onChange={(picked) => commit(picked)}
      onDropdownClose={() => cancel()}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};

export const PeopleEditor = ({ label, value, error, commit, cancel }: EditorProps) => {
  const { data } = useQuery(peopleQuery);
  const [draft, setDraft] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  return (
    <MultiSelect
      autoFocus
      searchable
      defaultDropdownOpened
      aria-label={label}
      data={choices(data, draft)}
      value={draft}
      error={error}
      onChange={setDraft}
      onBlur={() => commit(draft)}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};
