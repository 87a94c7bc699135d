import { TagsInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EditorProps } from "../editor.ts";

export const TagsEditor = ({ label, value, error, commit, cancel }: EditorProps) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  const [typed, setTyped] = useState("");
  return (
    <TagsInput
      autoFocus
      aria-label={label}
      placeholder={t("records.addTag")}
      value={draft}
      error={error}
      searchValue={typed}
      onSearchChange={setTyped}
      onChange={setDraft}
      // What was typed and not yet made a tag is one too.
      onBlur={() => commit(typed.trim() === "" ? draft : [...new Set([...draft, typed.trim()])])}
      onKeyDown={(event) => event.key === "Escape" && cancel()}
    />
  );
};
