import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import type { ValueProps } from "./value.ts";

/** By how much something changed: "500" or "15%". */
export const AmountControl = ({ value, label, error, onChange }: ValueProps) => {
  const { t } = useTranslation();
  return (
    <TextInput
      aria-label={label}
      placeholder={t("conditions.amountHint")}
      value={asWords(value)}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};
