import type { RunDetail } from "@cadencia/contracts/api";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MessageView } from "../../outbox/message/message-view.tsx";
import { SettleButtons } from "../acts/settle-buttons.tsx";
import classes from "./run.module.css";

interface StepMessagesProps {
  readonly messages: RunDetail["steps"][number]["messages"];
}

/** What a step sent, each opened to be read as it was received. */
export const StepMessages = ({ messages }: StepMessagesProps) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState<string | null>(null);
  if (messages.length === 0) return null;
  return (
    <ul className={classes["messages"]}>
      {messages.map(({ id, to, state }) => (
        <li key={id}>
          <button
            type="button"
            className={classes["view"]}
            aria-expanded={open === id}
            onClick={() => setOpen(open === id ? null : id)}
          >
            {t(open === id ? "runs.hideMessage" : "runs.viewMessage", { to })}
          </button>
          {open === id && (
            <div className={classes["message"]}>
              <MessageView id={id} />
              {state === "uncertain" && <SettleButtons message={id} />}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
};
