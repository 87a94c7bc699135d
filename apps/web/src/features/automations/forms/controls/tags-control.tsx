import { TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ControlProps } from "../control.ts";

export const TagsControl = ({ label, value, onChange, error, required }: ControlProps) => {
  const { t } = useTranslation();
  return (
    <TagsInput
      acceptValueOnBlur
      label={label}
      withAsterisk={required === true}
      placeholder={t("editor.addTag")}
      value={Array.isArray(value) ? value.map(String) : []}
      error={error}
      onChange={(tags) => onChange(tags.length === 0 ? undefined : tags)}
    />
  );
};
