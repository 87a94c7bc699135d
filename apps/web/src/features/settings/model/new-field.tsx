import { Select, Switch, TagsInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../../../lib/api/request.ts";
import { objectsQuery, type ObjectInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { ModelForm } from "./model-form.tsx";

const TYPES = [
  "text",
  "long_text",
  "number",
  "integer",
  "money",
  "percent",
  "boolean",
  "date",
  "datetime",
  "select",
  "multi_select",
  "email",
  "phone",
  "url",
  "user",
  "relation",
] as const;

interface NewFieldProps {
  readonly object: ObjectInfo;
  readonly onClose: () => void;
}

export const NewField = ({ object, onClose }: NewFieldProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const [type, setType] = useState<string>("text");
  const [options, setOptions] = useState<string[]>([]);
  const [to, setTo] = useState<string | null>(null);
  const [required, setRequired] = useState(false);
  const hasOptions = type === "select" || type === "multi_select";
  return (
    <ModelForm
      title={t("settings.newFieldOf", { name: labels.objects(object) })}
      action={t("settings.newFieldDo")}
      onClose={onClose}
      create={(named) =>
        request(`/objects/${object.key}/fields`, {
          method: "POST",
          body: {
            ...named,
            type,
            ...(required ? { required } : {}),
            ...(hasOptions ? { options } : {}),
            ...(type === "relation" && to !== null ? { to } : {}),
          },
        })
      }
    >
      {(faults) => (
        <>
          <Select
            label={t("settings.fieldType")}
            allowDeselect={false}
            data={TYPES.map((one) => ({ value: one, label: t(`settings.type.${one}`) }))}
            value={type}
            error={faults["type"]}
            onChange={(picked) => picked !== null && setType(picked)}
          />
          {hasOptions && (
            <TagsInput
              label={t("settings.options")}
              description={t("settings.optionsHint")}
              value={options}
              error={faults["options"]}
              onChange={setOptions}
            />
          )}
          {type === "relation" && (
            <Select
              label={t("settings.pointsAt")}
              searchable
              allowDeselect={false}
              data={[...(objects?.values() ?? [])].map((one) => ({
                value: one.key,
                label: labels.object(one),
              }))}
              value={to}
              error={faults["to"]}
              onChange={setTo}
            />
          )}
          <Switch
            label={t("settings.mustBeFilled")}
            checked={required}
            onChange={(event) => setRequired(event.currentTarget.checked)}
          />
        </>
      )}
    </ModelForm>
  );
};
