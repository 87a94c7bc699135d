import type { OutboxMessage } from "@cadencia/contracts/api";
import { SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { useLabels } from "../../model/use-labels.ts";
import { messageQuery } from "../../runs/queries.ts";
import { useFormat } from "../../session/use-format.ts";
import { MailFrame } from "./mail-frame.tsx";
import classes from "./message.module.css";

/** A message as its recipient sees it. */
export const MessageView = ({ id }: { readonly id: string }) => {
  const query = useQuery(messageQuery(id));
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loading />;
  return <Message message={query.data} />;
};

export const Message = ({ message }: { readonly message: OutboxMessage }) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const format = useFormat();
  const { channel, from, to, cc, subject, segments, encoding, request } = message;
  const facts: readonly (readonly [string, string])[] = [
    [t("outbox.channel"), labels.option("channel", channel)],
    ...(from === null ? [] : [[t("outbox.from"), from] as const]),
    [t("outbox.to"), to],
    ...(cc.length === 0 ? [] : [[t("outbox.cc"), cc.join(", ")] as const]),
    ...(segments === null
      ? []
      : [[t("outbox.size"), t("outbox.segments", { count: segments, encoding: encoding ?? "" })] as const]),
  ];
  return (
    <article className={classes["message"]}>
      <dl className={classes["facts"]}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        <div>
          <dt>{t("outbox.at")}</dt>
          <dd>{format.moment(message.at)}</dd>
        </div>
      </dl>
      {subject !== null && subject !== "" && <p className={classes["subject"]}>{subject}</p>}
      {request === null ? (
        <Body message={message} />
      ) : (
        <pre className={classes["text"]} tabIndex={0}>
          {`${request.method} ${request.url}\n\n${JSON.stringify(request.body, null, 2)}`}
        </pre>
      )}
    </article>
  );
};

const Body = ({ message: { html, text, confidential, subject } }: { readonly message: OutboxMessage }) => {
  const { t } = useTranslation();
  const [shown, setShown] = useState<"html" | "text">("html");
  if (text === null && html === null)
    return <Text c="dimmed">{t(confidential ? "outbox.confidential" : "outbox.nothing")}</Text>;
  return (
    <>
      {html !== null && text !== null && (
        <SegmentedControl
          size="xs"
          className={classes["forms"] ?? ""}
          aria-label={t("outbox.form")}
          value={shown}
          onChange={setShown}
          data={[
            { value: "html", label: t("outbox.html") },
            { value: "text", label: t("outbox.plain") },
          ]}
        />
      )}
      {html !== null && shown === "html" ? (
        <MailFrame html={html} title={t("outbox.frame", { subject: subject ?? "" })} />
      ) : (
        <div className={classes["text"]} tabIndex={0}>
          {text}
        </div>
      )}
    </>
  );
};
