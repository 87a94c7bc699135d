import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { useDetail } from "../records/automation/details/use-detail.ts";
import { useReason } from "../records/automation/use-reason.ts";
import { SettleButtons } from "../runs/acts/settle-buttons.tsx";
import { messageQuery } from "../runs/queries.ts";
import { useFormat } from "../session/use-format.ts";
import { Message } from "./message/message-view.tsx";
import classes from "./outbox.module.css";
import { StateOfMessage } from "./state-of-message.tsx";

/** One message: as it is received, what became of it, and where it comes from. */
export const MessagePanel = ({ id }: { readonly id: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonOf = useReason();
  const detailOf = useDetail();
  const query = useQuery(messageQuery(id));
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loading />;
  const message = query.data;
  const { record, automation, run, reason, detail, attempts, next_at: next } = message;
  return (
    <div className={classes["panel"]}>
      <div className={classes["line"]}>
        <StateOfMessage state={message.state} pill />
        <span className={classes["muted"]}>
          {t("outbox.attempts", { count: attempts, number: format.number(attempts) })}
        </span>
      </div>
      {(reason !== null || next !== null) && (
        <p className={classes["why"]}>
          {reason === null ? "" : reasonOf(reason)}{" "}
          {detail === null ? "" : detailOf(detail, record?.object ?? "")}
          {next !== null && ` ${t("outbox.nextAt", { at: format.moment(next) })}`}
        </p>
      )}
      <Message message={message} />
      <SettleButtons message={id} />
      <p className={classes["links"]}>
        {record !== null && (
          <Link href={`/records/${record.object}/${record.id}`}>{record.title ?? t("records.untitled")}</Link>
        )}
        {automation !== null && run !== null && (
          <Link href={`/automations/${automation.key}/runs/run/${run}`}>
            {t("outbox.byAutomation", { name: automation.name })}
          </Link>
        )}
      </p>
    </div>
  );
};
