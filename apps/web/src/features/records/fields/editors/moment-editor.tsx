import { TextInput } from "@mantine/core";
import { useState } from "react";
import { fromWallClock, toWallClock } from "../../../../lib/format/zoned.ts";
import { useSession } from "../../../session/session.ts";
import type { EditorProps } from "../editor.ts";

/** A day, or a moment on the viewer's clock. */
export const MomentEditor = ({ field, label, value, error, commit, cancel }: EditorProps) => {
  const { timezone } = useSession().user;
  const isDay = field.type === "date";
  const given = typeof value === "string" ? value : "";
  const [draft, setDraft] = useState(() =>
    given === "" || isDay ? given.slice(0, 10) : toWallClock(given, timezone),
  );
  const save = () => {
    if (draft === "") return commit(null);
    // Seconds are not shown; an hour that nobody touched keeps them.
    if (!isDay && given !== "" && draft === toWallClock(given, timezone)) return cancel();
    commit(isDay ? draft : fromWallClock(draft, timezone));
  };
  return (
    <TextInput
      autoFocus
      aria-label={label}
      type={isDay ? "date" : "datetime-local"}
      value={draft}
      error={error}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key === "Escape") cancel();
      }}
    />
  );
};
