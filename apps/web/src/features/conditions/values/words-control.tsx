import { TagsInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import type { ValueProps } from "./value.ts";

/** Several values, each ended by Enter or a comma. */
export const WordsControl = ({ value, label, error, onChange }: ValueProps) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const given = (Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value]).map(
    asWords,
  );
  return (
    <TagsInput
      aria-label={label}
      placeholder={given.length === 0 ? t("conditions.values") : ""}
      value={given}
      error={error}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={onChange}
      // What was typed and not yet ended counts too.
      onBlur={() => typed.trim() !== "" && onChange([...new Set([...given, typed.trim()])])}
    />
  );
};
