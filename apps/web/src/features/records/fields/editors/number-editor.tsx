import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseDecimal, printDecimal } from "../../../../lib/format/parse-decimal.ts";
import type { EditorProps } from "../editor.ts";

/** Numbers as they are written in the reader's language. */
export const NumberEditor = ({ label, value, error, commit, cancel }: EditorProps) => {
  const { i18n } = useTranslation();
  const given = typeof value === "string" || typeof value === "number" ? String(value) : "";
  const [draft, setDraft] = useState(() => printDecimal(given, i18n.language));
  const save = () => {
    const text = draft.trim();
    if (text === "") return commit(null);
    const parsed = parseDecimal(text, i18n.language);
    // An integer is kept as a number, a decimal as its digits: neither loses any.
    commit(typeof value === "number" && /^-?\d{1,15}$/.test(parsed) ? Number(parsed) : parsed);
  };
  return (
    <TextInput
      autoFocus
      aria-label={label}
      inputMode="decimal"
      value={draft}
      error={error}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key === "Escape") cancel();
      }}
    />
  );
};
