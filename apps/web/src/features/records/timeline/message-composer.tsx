import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../../lib/api/problem.ts";
import { newId } from "../../../lib/new-id.ts";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { spelt } from "../../model/use-labels.ts";
import { useSession } from "../../session/session.ts";
import { useMay } from "../../session/use-may.ts";
import { sendMessage, templateTextsQuery, textIn, type Written } from "./message-queries.ts";
import { MessagePreview } from "./message-preview.tsx";
import classes from "./timeline.module.css";

export interface MessageDraft {
  readonly subject: string;
  readonly text: string;
  /** The same key until it is sent: a double click sends once. */
  readonly once: string;
}

export const emptyMessage = (): MessageDraft => ({ subject: "", text: "", once: newId() });

interface MessageComposerProps {
  readonly record: RecordPayload;
  readonly channel: "email" | "sms";
  readonly draft: MessageDraft;
  readonly onDraft: (draft: MessageDraft) => void;
}

/** How long nobody types before the preview is asked for. */
const SETTLED_MS = 400;

/** A mail or text to the record's customer, with what they get beneath it. What was typed stays until it is sent. */
export const MessageComposer = ({ record, channel, draft, onDraft }: MessageComposerProps) => {
  const { t } = useTranslation();
  const { workspace } = useSession();
  const client = useQueryClient();
  const may = useMay();
  const { data: templates } = useQuery({ ...templateTextsQuery, enabled: may("template", "read") });
  const { once, ...typed } = draft;
  const written: Written = { channel, ...typed };
  const [settled] = useDebouncedValue(written, SETTLED_MS);
  const isEmpty = typed.text.trim() === "";
  const send = useMutation({
    mutationFn: () => sendMessage(record, written, once),
    onSuccess: () => {
      onDraft(emptyMessage());
      return client.invalidateQueries({ queryKey: ["record-life", record.id] });
    },
  });
  const change = (part: Partial<typeof typed>) => {
    onDraft({ ...typed, ...part, once: newId() });
    send.reset();
  };
  const faults = fieldErrors(send.error);
  const fitting = (templates?.items ?? []).filter(({ kind }) => kind === channel);
  const fill = (key: string) => {
    const template = fitting.find((each) => each.key === key);
    if (template === undefined) return;
    // What customers see is in the workspace's language, whatever the reader's is.
    const { locale } = workspace;
    change({ subject: textIn(template.subject, locale), text: textIn(template.body, locale) });
  };
  return (
    <form
      className={classes["message"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty && !send.isPending) send.mutate();
      }}
    >
      {fitting.length > 0 && (
        <NativeSelect
          label={t("compose.template")}
          value=""
          data={[
            { value: "", label: t("compose.pick") },
            ...fitting.map(({ key }) => ({ value: key, label: spelt(key.replaceAll("-", "_")) })),
          ]}
          onChange={(event) => fill(event.currentTarget.value)}
        />
      )}
      {channel === "email" && (
        <TextInput
          label={t("compose.subject")}
          value={typed.subject}
          error={faults["subject"]}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
      )}
      <Textarea
        autosize
        minRows={3}
        label={t("compose.text")}
        value={typed.text}
        error={faults["text"]}
        onChange={(event) => change({ text: event.currentTarget.value })}
      />
      {settled.text.trim() !== "" && !isEmpty && <MessagePreview record={record} written={settled} />}
      <FaultNote error={send.error} shown={["subject", "text"]} />
      <Button type="submit" style={{ alignSelf: "end" }} disabled={isEmpty} loading={send.isPending}>
        {t(`compose.send.${channel}`)}
      </Button>
    </form>
  );
};
