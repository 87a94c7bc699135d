import { NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fromWallClock, toWallClock } from "../../../lib/format/zoned.ts";
import { objectsQuery, peopleQuery, type FieldInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useSession } from "../../session/session.ts";
import { searchQuery } from "../queries.ts";
import { titleFields, titleOf } from "../record-title.ts";

interface FieldInputProps {
  readonly field: FieldInfo;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  readonly error?: string | undefined;
  readonly autoFocus?: boolean;
}

/** The types that a form can ask for. */
export const TYPED = new Set([
  "text",
  "long_text",
  "email",
  "phone",
  "url",
  "number",
  "integer",
  "money",
  "percent",
  "boolean",
  "date",
  "datetime",
  "select",
  "user",
  "relation",
  "tags",
  "stage",
]);

/** A field of an object within a form, whose button saves. */
export const FieldInput = ({ field, value, onChange, error, autoFocus = false }: FieldInputProps) => {
  const labels = useLabels();
  const { timezone } = useSession().user;
  const text = typeof value === "string" ? value : "";
  const given = {
    label: labels.field(field),
    required: field.required,
    error,
    ...(autoFocus ? { "data-autofocus": true } : {}),
  };
  const write = (typed: string): void => onChange(typed === "" ? null : typed);
  switch (field.type) {
    case "boolean":
      return (
        <Switch
          label={given.label}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "select":
      return (
        <Select
          {...given}
          clearable={!field.required}
          value={text === "" ? null : text}
          data={(field.options ?? []).map((option) => ({
            value: option,
            label: labels.option(field.key, option),
          }))}
          onChange={onChange}
        />
      );
    case "user":
      return <PersonInput {...given} value={text} onChange={onChange} />;
    case "relation":
      return <RecordInput {...given} to={field.to ?? ""} value={text} onChange={onChange} />;
    case "tags":
      return (
        <TagsInput {...given} value={Array.isArray(value) ? value.map(String) : []} onChange={onChange} />
      );
    case "number":
    case "integer":
    case "money":
    case "percent":
      return <DecimalInput {...given} value={value} onChange={onChange} />;
    case "date":
      return (
        <TextInput
          {...given}
          type="date"
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
      );
    case "datetime":
      return (
        <TextInput
          {...given}
          type="datetime-local"
          value={text === "" ? "" : toWallClock(text, timezone)}
          onChange={({ currentTarget: { value: typed } }) =>
            onChange(typed === "" ? null : fromWallClock(typed, timezone))
          }
        />
      );
    case "long_text":
      return (
        <Textarea
          {...given}
          autosize
          minRows={2}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...given}
          inputMode={field.type === "email" ? "email" : field.type === "phone" ? "tel" : undefined}
          value={text}
          onChange={(event) => write(event.currentTarget.value)}
        />
      );
  }
};

interface PartProps {
  readonly label: string;
  readonly required: boolean;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** Digits as the reader's language groups them; kept as text, so that none is lost. */
const DecimalInput = ({ value, onChange, ...given }: PartProps & { readonly value: unknown }) => {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language === "en";
  return (
    <NumberInput
      {...given}
      hideControls
      valueIsNumericString
      decimalSeparator={isEnglish ? "." : ","}
      thousandSeparator={isEnglish ? "," : "."}
      value={typeof value === "string" || typeof value === "number" ? value : ""}
      onChange={(typed) => onChange(typed === "" ? null : String(typed))}
    />
  );
};

const PersonInput = ({ value, onChange, ...given }: PartProps & { readonly value: string }) => {
  const { data: people } = useQuery(peopleQuery);
  return (
    <Select
      {...given}
      searchable
      clearable={!given.required}
      value={value === "" ? null : value}
      data={[...(people?.values() ?? [])]
        .filter(({ id, active }) => active || id === value)
        .map(({ id, name, handle }) => ({ value: id, label: name ?? handle ?? id }))}
      onChange={onChange}
    />
  );
};

const PATIENCE = 200;

const RecordInput = ({
  value,
  to,
  onChange,
  ...given
}: PartProps & { readonly value: string; readonly to: string }) => {
  const { t } = useTranslation();
  const { data: objects } = useQuery(objectsQuery);
  const [typed, setTyped] = useState("");
  const [text] = useDebouncedValue(typed, PATIENCE);
  const [chosen, setChosen] = useState<{ value: string; label: string } | null>(null);
  const object = objects?.get(to);
  const found = useQuery({
    ...searchQuery(to, { by: titleFields(object), text: text === chosen?.label ? "" : text }),
    enabled: object !== undefined,
  });
  const offered = (found.data?.items ?? []).map((record) => ({
    value: record.id,
    label: titleOf(record, object) ?? t("records.untitled"),
  }));
  const data = [
    ...new Map([...(chosen === null ? [] : [chosen]), ...offered].map((one) => [one.value, one])).values(),
  ];
  return (
    <Select
      {...given}
      searchable
      clearable={!given.required}
      placeholder={t("records.search")}
      nothingFoundMessage={found.isFetching ? t("common.loading") : t("records.noMatch", { text: typed })}
      // The server has searched; folded letters would be lost to a second sieve.
      filter={({ options }) => options}
      value={value === "" ? null : value}
      data={data}
      onSearchChange={setTyped}
      onChange={(picked) => {
        setChosen(data.find((one) => one.value === picked) ?? null);
        onChange(picked);
      }}
    />
  );
};
