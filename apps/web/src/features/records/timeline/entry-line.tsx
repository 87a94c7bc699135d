import type { RecordPayload } from "@cadencia/contracts/api";
import { IconCalendarEvent, IconHistory, IconMail, IconNote } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { STATE_ICONS } from "../../../ui/state-mark.tsx";
import type { ObjectInfo } from "../../model/queries.ts";
import { useFormat } from "../../session/use-format.ts";
import { stateOf } from "../automation/steps-of-run.ts";
import { ActivityEntry } from "./activity-entry.tsx";
import { ChangeEntry } from "./change-entry.tsx";
import type { Entry } from "./entries.ts";
import { MessageEntry, NoteEntry } from "./message-entry.tsx";
import { StepEntry } from "./step-entry.tsx";
import classes from "./timeline.module.css";

interface EntryLineProps {
  readonly entry: Entry;
  readonly object: ObjectInfo;
  readonly record: RecordPayload;
}

export const EntryLine = ({ entry, object, record }: EntryLineProps) => {
  const format = useFormat();
  const Icon = iconOf(entry);
  return (
    <li className={classes["entry"]}>
      <span className={classes["icon"]} aria-hidden>
        <Icon size={18} stroke={1.75} />
      </span>
      <div className={classes["text"]}>{contentOf(entry, object, record)}</div>
      <time className={classes["time"]} dateTime={entry.at}>
        {format.moment(entry.at)}
      </time>
    </li>
  );
};

const iconOf = (entry: Entry) => {
  switch (entry.kind) {
    case "change":
      return IconHistory;
    case "message":
      return IconMail;
    case "note":
      return IconNote;
    case "activity":
      return IconCalendarEvent;
    case "step":
      return STATE_ICONS[stateOf(entry.step)];
  }
};

const contentOf = (entry: Entry, object: ObjectInfo, record: RecordPayload): ReactNode => {
  switch (entry.kind) {
    case "change":
      return <ChangeEntry change={entry.change} object={object} currency={record["currency"]} />;
    case "message":
      return <MessageEntry message={entry.record} />;
    case "note":
      return <NoteEntry note={entry.record} />;
    case "activity":
      return <ActivityEntry activity={entry.record} of={record} />;
    case "step":
      return <StepEntry run={entry.run} step={entry.step} />;
  }
};
