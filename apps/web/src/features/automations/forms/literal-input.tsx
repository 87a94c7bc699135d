import { MultiSelect, NativeSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { parseDecimal, printDecimal } from "../../../lib/format/parse-decimal.ts";
import type { FieldInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { searchQuery } from "../../records/queries.ts";
import { titleFields, titleOf } from "../../records/record-title.ts";
import { objectsQuery } from "../../model/queries.ts";
import { asText, type ControlProps } from "./control.ts";
import { DueControl } from "./controls/due-control.tsx";
import { PersonControl, UsersControl } from "./controls/people-controls.tsx";
import { PipelineControl, StageControl } from "./controls/place-controls.tsx";
import { TagsControl } from "./controls/tags-control.tsx";
import { LineControl, TextControl } from "./controls/text-control.tsx";

interface LiteralProps extends ControlProps {
  readonly field: FieldInfo;
  /** The object that bears the field. */
  readonly holder: string;
}

/** A value for a field, by the field's type; texts may hold fields of the record. */
export const LiteralInput = (props: LiteralProps) => {
  const { field, holder } = props;
  switch (field.type) {
    case "select":
    case "multi_select":
      return <OptionsInput {...props} />;
    case "boolean":
      return <BooleanInput {...props} />;
    case "user":
      return <PersonControl {...props} name={field.key} />;
    case "users":
      return <UsersControl {...props} />;
    case "stage":
      return <StageControl {...props} object={holder} required />;
    case "pipeline":
      return <PipelineControl {...props} object={holder} required />;
    case "tags":
      return <TagsControl {...props} />;
    case "date":
    case "datetime":
      return <DayInput {...props} />;
    case "number":
    case "integer":
    case "money":
    case "percent":
      return <NumberInput {...props} />;
    case "relation":
      return <RecordInput {...props} />;
    case "long_text":
    case "html":
      return <TextControl {...props} />;
    default:
      return <LineControl {...props} />;
  }
};

const OptionsInput = ({ field, label, value, onChange, error }: LiteralProps) => {
  const labels = useLabels();
  const data = (field.options ?? []).map((option) => ({
    value: option,
    label: labels.option(field.key, option),
  }));
  if (field.type === "multi_select")
    return (
      <MultiSelect
        label={label}
        error={error}
        data={data}
        value={Array.isArray(value) ? value.map(String) : []}
        onChange={onChange}
      />
    );
  const chosen = asText(value);
  const isKnown = data.some((one) => one.value === chosen);
  return (
    <Select
      label={label}
      error={error}
      data={chosen === "" || isKnown ? data : [...data, chosen]}
      value={chosen === "" ? null : chosen}
      onChange={(picked) => onChange(picked ?? "")}
    />
  );
};

const BooleanInput = ({ label, value, onChange, error }: LiteralProps) => {
  const { t } = useTranslation();
  return (
    <NativeSelect
      label={label}
      error={error}
      data={[
        { value: "true", label: t("sentence.value.yes") },
        { value: "false", label: t("sentence.value.no") },
      ]}
      value={String(value !== false)}
      onChange={(event) => onChange(event.currentTarget.value === "true")}
    />
  );
};

const NUMBER = /^-?\d+(?:\.\d+)?$/u;

const NumberInput = (props: LiteralProps) => {
  const { i18n } = useTranslation();
  const { value, onChange } = props;
  const text = asText(value);
  const write = (next: unknown) => {
    const parsed = parseDecimal(asText(next), i18n.language);
    onChange(NUMBER.test(parsed) && !asText(next).endsWith(",") ? parsed : asText(next));
  };
  return (
    <LineControl
      {...props}
      value={NUMBER.test(text) ? printDecimal(text, i18n.language) : text}
      onChange={write}
    />
  );
};

const DAY = /^\d{4}-\d{2}-\d{2}/u;

const DayInput = (props: LiteralProps) => {
  const { t } = useTranslation();
  const { label, value, onChange, error, field } = props;
  const isFixed = typeof value === "string" && (value === "" || DAY.test(value));
  return (
    <>
      <NativeSelect
        label={label}
        data={[
          { value: "counted", label: t("editor.due.counted") },
          { value: "fixed", label: t("editor.due.fixed") },
        ]}
        value={isFixed ? "fixed" : "counted"}
        onChange={(event) => onChange(event.currentTarget.value === "fixed" ? "" : { for: "3d" })}
      />
      {isFixed ? (
        <TextInput
          type={field.type === "date" ? "date" : "datetime-local"}
          aria-label={label}
          error={error}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <DueControl
          {...props}
          name="value"
          value={typeof value === "string" ? { for: value } : value}
          onChange={(next) => onChange(typeof next === "string" ? { for: next } : (next ?? { for: "0d" }))}
        />
      )}
    </>
  );
};

const RecordInput = ({ field, label, value, onChange, error }: LiteralProps) => {
  const { data: objects } = useQuery(objectsQuery);
  const target = field.to ?? "";
  const info = objects?.get(target);
  const found = useQuery({
    ...searchQuery(target, { by: titleFields(info), text: "" }),
    enabled: info !== undefined,
  });
  const chosen = asText(value);
  const data = (found.data?.items ?? []).map((record) => ({
    value: record.id,
    label: titleOf(record, info) ?? record.id,
  }));
  const isKnown = data.some((one) => one.value === chosen);
  return (
    <Select
      searchable
      label={label}
      error={error}
      data={chosen === "" || isKnown ? data : [...data, chosen]}
      value={chosen === "" ? null : chosen}
      onChange={(picked) => onChange(picked ?? "")}
    />
  );
};
