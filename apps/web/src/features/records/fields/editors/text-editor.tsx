import { Textarea, TextInput } from "@mantine/core";
import { useState, type KeyboardEvent } from "react";
import type { EditorProps } from "../editor.ts";

const LONG = new Set(["long_text", "html"]);
const INPUT_TYPES: Readonly<Record<string, string>> = { email: "email", phone: "tel", url: "url" };

/** One line is saved by Enter; where lines matter, by Ctrl+Enter or on leaving. */
export const TextEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const [draft, setDraft] = useState(typeof value === "string" ? value : "");
  const isLong = LONG.has(field.type);
  const save = () => commit(draft.trim() === "" ? null : draft);
  const given = {
    autoFocus: true,
    "aria-label": label,
    value: draft,
    error,
    size: "sm",
    onBlur: save,
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Escape") cancel();
      if (event.key === "Enter" && (!isLong || event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        save();
      }
    },
  } as const;
  if (isLong)
    return (
      <Textarea {...given} autosize minRows={3} onChange={(event) => setDraft(event.currentTarget.value)} />
    );
  return (
    <TextInput
      {...given}
      // "email" would have the browser refuse what the server explains better.
      inputMode={field.type === "email" ? "email" : undefined}
      type={field.type === "email" ? "text" : (INPUT_TYPES[field.type] ?? "text")}
      onChange={(event) => setDraft(event.currentTarget.value)}
    />
  );
};
