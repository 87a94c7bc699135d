import { MultiSelect, Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asText, type ControlProps } from "../control.ts";
import { usePeopleOptions, useUserOptions } from "../use-people-options.ts";

const listOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : value === undefined ? [] : [asText(value)];

/** One is written as itself, several as a list. */
const written = (chosen: readonly string[]): unknown =>
  chosen.length === 0 ? undefined : chosen.length === 1 ? chosen[0] : chosen;

const isAddress = (text: string): boolean => /@|^\+?[\d\s]{6,}$/u.test(text);

/** Whom a message goes to; an address that is typed is one too. */
export const RecipientsControl = ({ label, value, onChange, error, object, required }: ControlProps) => {
  const { t } = useTranslation();
  const groups = usePeopleOptions(object, "recipient");
  const [typed, setTyped] = useState("");
  const chosen = listOf(value);
  const known = new Set(groups.flatMap(({ items }) => items.map((item) => item.value)));
  const wanted = typed.trim();
  const others = [...chosen.filter((one) => !known.has(one)), ...(isAddress(wanted) ? [wanted] : [])];
  const data = [
    ...groups.map(({ group, items }) => ({ group, items: [...items] })),
    ...(others.length === 0 ? [] : [{ group: t("editor.addresses"), items: [...new Set(others)] }]),
  ];
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      label={label}
      withAsterisk={required === true}
      placeholder={chosen.length === 0 ? t("editor.pickRecipient") : ""}
      data={data}
      value={chosen}
      error={error}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={(picked) => onChange(written(picked))}
    />
  );
};

/** Who it is to be; the record's owner unless said otherwise. */
export const PersonControl = ({ label, value, onChange, error, object, name }: ControlProps) => {
  const { t } = useTranslation();
  const groups = usePeopleOptions(object, "person");
  const chosen = asText(value);
  const bare = chosen === "" || chosen.includes(":") || chosen.includes("{") ? chosen : `user:${chosen}`;
  const known = groups.flatMap(({ items }) => items.map((item) => item.value));
  const current = known.includes(chosen) || !known.includes(bare) ? chosen : bare;
  const data = groups.map(({ group, items }) => ({ group, items: [...items] }));
  return (
    <Select
      searchable
      clearable
      clearButtonProps={{ "aria-label": t("editor.clear", { label }) }}
      label={label}
      placeholder={t(name === "owner" ? "editor.person.owner" : "editor.nobody")}
      data={current === "" || known.includes(current) ? data : [...data, current]}
      value={current === "" ? null : current}
      error={error}
      onChange={(picked) => onChange(picked ?? undefined)}
    />
  );
};

/** Colleagues, several. */
export const UsersControl = ({ label, value, onChange, error, required }: ControlProps) => {
  const { t } = useTranslation();
  const users = useUserOptions("");
  const chosen = listOf(value).map((one) => one.replace(/^user:/u, ""));
  const unknown = chosen.filter((one) => !users.some((user) => user.value === one));
  return (
    <MultiSelect
      searchable
      hidePickedOptions
      label={label}
      withAsterisk={required === true}
      placeholder={chosen.length === 0 ? t("editor.pickColleague") : ""}
      data={[...users, ...unknown]}
      value={chosen}
      error={error}
      onChange={(picked) => onChange(picked.length === 0 ? undefined : picked)}
    />
  );
};
