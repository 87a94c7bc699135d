import { Checkbox, NativeSelect, Stack } from "@mantine/core";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../../../lib/api/request.ts";
import { spelt } from "../../../model/use-labels.ts";
import { asText, orNothing, type ControlProps } from "../control.ts";

interface TemplateInfo {
  readonly key: string;
  readonly kind: string;
}

const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: ({ signal }) => request<{ items: TemplateInfo[] }>("/templates", { signal }),
  staleTime: 60_000,
});

const useTemplates = (kinds: readonly string[], chosen: readonly string[]) => {
  const { data } = useQuery(templatesQuery);
  const fitting = (data?.items ?? []).filter(({ kind }) => kinds.includes(kind)).map(({ key }) => key);
  // What is named and no longer there stays in sight, with its fault.
  return [...new Set([...fitting, ...chosen])].map((key) => ({
    value: key,
    label: spelt(key.replaceAll("-", "_")),
  }));
};

/** A template of that kind; or two of them under test, of which a recipient gets always the same. */
export const TemplateControl = (props: ControlProps) => {
  const { label, value, onChange, error, options = [], required = false } = props;
  const { t } = useTranslation();
  const isTest = typeof value === "object" && value !== null;
  const sides = (isTest ? value : {}) as Readonly<Record<"a" | "b", string | undefined>>;
  const one = isTest ? (sides.a ?? "") : asText(value);
  const data = useTemplates(
    options,
    [one, sides.b ?? ""].filter((key) => key !== ""),
  );
  const none = { value: "", label: t(required ? "editor.pick" : "editor.noTemplate") };
  const pick = (key: string) => onChange(isTest ? { ...sides, a: key } : orNothing(key));
  return (
    <Stack gap={4}>
      <NativeSelect
        label={isTest ? `${label} A` : label}
        withAsterisk={required}
        data={[none, ...data]}
        value={one}
        error={error}
        onChange={(event) => pick(event.currentTarget.value)}
      />
      {isTest && (
        <NativeSelect
          label={`${label} B`}
          data={[none, ...data]}
          value={sides.b ?? ""}
          onChange={(event) => onChange({ ...sides, b: event.currentTarget.value })}
        />
      )}
      {one !== "" && !options.includes("survey") && (
        <Checkbox
          label={t("editor.testTwo")}
          checked={isTest}
          onChange={(event) => onChange(event.currentTarget.checked ? { a: one, b: one } : one)}
        />
      )}
    </Stack>
  );
};
