import type { RecordPayload } from "@cadencia/contracts/api";
import { Alert } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { messagePreviewQuery, type Written } from "./message-queries.ts";
import classes from "./timeline.module.css";

interface MessagePreviewProps {
  readonly record: RecordPayload;
  readonly written: Written;
}

/** What the recipient gets, filled in by the server; or why they would get nothing. */
export const MessagePreview = ({ record, written }: MessagePreviewProps) => {
  const { t, i18n } = useTranslation();
  const { data, error } = useQuery(messagePreviewQuery(record, written));
  if (error !== null) return <FaultNote error={error} />;
  if (data === undefined) return null;
  if (data.notSent !== null) {
    const { reason, detail } = data.notSent;
    const known = `reasons.reason.${reason}`;
    return (
      <Alert color="orange" role="status" title={t("compose.notSent")}>
        {i18n.exists(known) ? t(known as "reasons.reason.no_recipient") : detail}
        {data.to !== null && ` (${data.to})`}
      </Alert>
    );
  }
  return (
    <section className={classes["preview"]} aria-label={t("compose.preview")} aria-live="polite">
      <div className={classes["more"]}>
        {t("compose.to", { to: data.to })}
        {data.from !== null && ` · ${t("compose.from", { from: data.from })}`}
        {data.segments !== null && ` · ${t("compose.segments", { count: data.segments })}`}
      </div>
      {data.subject !== null && data.subject !== "" && <strong>{data.subject}</strong>}
      <div className={classes["body"]}>{data.text}</div>
    </section>
  );
};
