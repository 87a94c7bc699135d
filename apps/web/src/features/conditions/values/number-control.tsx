import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import { parseDecimal, printDecimal } from "../../../lib/format/parse-decimal.ts";
import { useSession } from "../../session/session.ts";
import type { ValueProps } from "./value.ts";

/** A number as it is written in the reader's language; money is of the workspace's currency. */
export const NumberControl = ({ field, value, label, error, onChange }: ValueProps) => {
  const { t, i18n } = useTranslation();
  const { currency } = useSession().workspace;
  const written = asWords(value);
  const [draft, setDraft] = useState({ text: printDecimal(written, i18n.language), of: written });
  // Somebody else's value, such as that of an undone edit, takes the place of what was typed.
  const text = draft.of === written ? draft.text : printDecimal(written, i18n.language);
  const unit = field.type === "money" ? currency : field.type === "percent" ? "%" : null;
  return (
    <TextInput
      aria-label={label}
      placeholder={t("conditions.number")}
      inputMode="decimal"
      value={text}
      error={error}
      {...(unit === null
        ? {}
        : { rightSection: unit, rightSectionWidth: 44, rightSectionPointerEvents: "none" })}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        const next = asJson(parseDecimal(typed.trim(), i18n.language));
        setDraft({ text: typed, of: asWords(next) });
        onChange(next);
      }}
    />
  );
};

/** A number where JSON holds it exactly, else its digits. */
const asJson = (decimal: string): string | number =>
  decimal !== "" && String(Number(decimal)) === decimal ? Number(decimal) : decimal;
