import { MultiSelect, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import { peopleQuery } from "../../model/queries.ts";
import type { Choices } from "./use-choices.ts";
import type { ValueProps } from "./value.ts";

interface ChoiceControlProps extends ValueProps {
  readonly choices: Choices;
  readonly many: boolean;
}

/** So many options are read at a glance. */
const SEARCHED_ABOVE = 8;

export const ChoiceControl = ({
  choices,
  many,
  field,
  value,
  label,
  error,
  onChange,
}: ChoiceControlProps) => {
  const { t } = useTranslation();
  const idOf = useIdOf();
  const asked = (Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value]).map(
    (one) => idOf(field.type, asWords(one)),
  );
  const known = new Set(
    choices.flatMap((one) => ("items" in one ? one.items : [one])).map((one) => one.value),
  );
  // What is written and not on offer, such as a stage of any pipeline, stays to be seen.
  const others = [...new Set(asked)].filter((one) => one !== "" && !known.has(one));
  const data = [...choices, ...others.map((one) => ({ value: one, label: one }))] as [];
  const given = (picked: string): unknown => (field.type === "boolean" ? picked === "true" : picked);
  const shared = { "aria-label": label, placeholder: t("conditions.choose"), data, error };
  if (many)
    return (
      <MultiSelect
        {...shared}
        {...(asked.length > 0 ? { placeholder: "" } : {})}
        searchable
        hidePickedOptions
        value={asked}
        onChange={(picked) => onChange(picked.map((one) => given(one)))}
      />
    );
  return (
    <Select
      {...shared}
      searchable={known.size > SEARCHED_ABOVE}
      allowDeselect={false}
      value={asked[0] ?? null}
      onChange={(picked) => picked !== null && onChange(given(picked))}
    />
  );
};

/** People may be written by their handles. */
const useIdOf = (): ((type: string, written: string) => string) => {
  const { data: people } = useQuery(peopleQuery);
  return (type, written) => {
    if ((type !== "user" && type !== "users") || people?.has(written) === true) return written;
    return [...(people?.values() ?? [])].find(({ handle }) => handle === written)?.id ?? written;
  };
};
