import type { RecordPayload } from "@cadencia/contracts/api";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import { peopleQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import classes from "./timeline.module.css";

export const MessageEntry = ({ message }: { readonly message: RecordPayload }) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const isIn = message["direction"] === "in";
  const name = asWords(isIn ? message["from"] : message["to"]);
  const state = asWords(message["state"]);
  return (
    <>
      <div>
        {t(isIn ? "records.timeline.in" : "records.timeline.out", { name })}
        <span className={classes["more"]}>
          {` · ${labels.option("channel", asWords(message["channel"]))}`}
          {state !== "" && ` · ${labels.option("state", state)}`}
        </span>
      </div>
      {asWords(message["subject"]) !== "" && <strong>{asWords(message["subject"])}</strong>}
      <div className={classes["body"]}>{asWords(message["body"])}</div>
    </>
  );
};

export const NoteEntry = ({ note }: { readonly note: RecordPayload }) => {
  const { t } = useTranslation();
  const { data: people } = useQuery(peopleQuery);
  const author = people?.get(asWords(note["author"] ?? note["created_by"]))?.name;
  return (
    <>
      <div className={classes["more"]}>
        {t("records.timeline.note", { name: author ?? t("records.timeline.system") })}
      </div>
      <div className={classes["body"]}>{asWords(note["text"])}</div>
    </>
  );
};
