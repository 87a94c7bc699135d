import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { EditorProps } from "../editor.ts";
import classes from "../fields.module.css";
import { jsonFault } from "../json/json-fault.ts";
import { keepUnfinished, unfinishedText } from "../json/unfinished.ts";

/** Saved on leaving it, or by Ctrl+Enter, once it is JSON; till then it stays open and what was typed is kept. */
export const JsonEditor = ({ field, record, label, value, error, commit, cancel }: EditorProps) => {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(() => unfinishedText(record, field.key) ?? written(value));
  const [wasLeft, setLeft] = useState(() => unfinishedText(record, field.key) !== null);
  const fault = draft.trim() === "" ? null : jsonFault(draft);
  const place = fault === null ? null : { line: fault.line, column: fault.column };
  const told =
    fault === null
      ? error
      : fault.found === null
        ? t("records.json.ends", { ...place })
        : t("records.json.fault", { ...place, found: fault.found });
  const save = () => {
    if (fault !== null) {
      keepUnfinished(record, field.key, draft);
      return setLeft(true);
    }
    keepUnfinished(record, field.key, null);
    commit(draft.trim() === "" ? null : JSON.parse(draft));
  };
  return (
    <Textarea
      autoFocus
      autosize
      minRows={4}
      maxRows={20}
      size="sm"
      spellCheck={false}
      aria-label={label}
      classNames={{ input: classes["code"] ?? "" }}
      value={draft}
      // While it is being typed, JSON is hardly ever whole.
      error={wasLeft || fault === null ? told : null}
      onChange={(event) => {
        setDraft(event.currentTarget.value);
        if (wasLeft) keepUnfinished(record, field.key, event.currentTarget.value);
      }}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          keepUnfinished(record, field.key, null);
          cancel();
        }
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          save();
        }
      }}
    />
  );
};

const written = (value: unknown): string =>
  value === null || value === undefined ? "" : JSON.stringify(value, null, 2);
