import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import type { ValueProps } from "./value.ts";

export const TextControl = ({ value, label, error, onChange }: ValueProps) => {
  const { t } = useTranslation();
  return (
    <TextInput
      aria-label={label}
      placeholder={t("conditions.value")}
      value={asWords(value)}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};
