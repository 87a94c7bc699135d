import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { fromWallClock } from "../../../lib/format/zoned.ts";
import { newId } from "../../../lib/new-id.ts";
import { FaultNote } from "../../../ui/fault-note.tsx";
import { peopleQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useSession } from "../../session/session.ts";
import { emptyMessage, MessageComposer } from "./message-composer.tsx";
import classes from "./timeline.module.css";

type Kind = "note" | "activity" | "email" | "sms";
const TYPES = ["call", "meeting", "email", "to_do"] as const;

interface ComposerProps {
  readonly record: RecordPayload;
  readonly kinds: readonly Kind[];
}

/** A note, an activity to come, or a message to the customer. */
export const Composer = ({ record, kinds }: ComposerProps) => {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<Kind>(kinds[0] ?? "note");
  // What was typed in one kind stays while another is written.
  const [drafts, setDrafts] = useState({ email: emptyMessage(), sms: emptyMessage() });
  const [life, setLife] = useState(emptyLife);
  return (
    <div className={classes["composer"]}>
      {kinds.length > 1 && (
        <SegmentedControl
          aria-label={t("records.compose.kind")}
          size="xs"
          style={{ alignSelf: "start", maxWidth: "100%" }}
          value={chosen}
          onChange={setChosen}
          data={kinds.map((kind) => ({
            value: kind,
            label: t(kind === "email" || kind === "sms" ? `compose.${kind}` : `records.compose.${kind}`),
          }))}
        />
      )}
      {chosen === "email" || chosen === "sms" ? (
        <MessageComposer
          key={chosen}
          record={record}
          channel={chosen}
          draft={drafts[chosen]}
          onDraft={(draft) => setDrafts((now) => ({ ...now, [chosen]: draft }))}
        />
      ) : (
        <LifeComposer record={record} chosen={chosen} life={life} onLife={setLife} />
      )}
    </div>
  );
};

interface Life {
  readonly text: string;
  readonly plan: {
    readonly type: string;
    readonly summary: string;
    readonly due: string;
    /** Null: who plans it. */
    readonly owner: string | null;
  };
  /** The same key until it is written: what is sent twice is written once. */
  readonly once: string;
}

const emptyLife = (): Life => ({
  text: "",
  plan: { type: "call", summary: "", due: "", owner: null },
  once: newId(),
});

interface LifeComposerProps {
  readonly record: RecordPayload;
  readonly chosen: "note" | "activity";
  readonly life: Life;
  readonly onLife: (change: (now: Life) => Life) => void;
}

/** What was typed stays until the server has it. */
const LifeComposer = ({ record, chosen, life, onLife }: LifeComposerProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useQueryClient();
  const { user } = useSession();
  const { data: people } = useQuery(peopleQuery);
  const { text, once } = life;
  const plan = { ...life.plan, owner: life.plan.owner ?? user.id };
  const setText = (next: string) => onLife((now) => ({ ...now, text: next }));
  const setPlan = (next: Life["plan"]) => onLife((now) => ({ ...now, plan: next }));
  const isNote = chosen === "note";
  const write = useMutation({
    mutationFn: () => {
      const place = { object: record.object, id: record.id };
      const due = plan.due === "" ? null : fromWallClock(plan.due, user.timezone);
      const body = isNote ? { text, record: place, author: user.id } : { ...plan, due, record: place };
      return request(`/records/${chosen}`, { method: "POST", body, once });
    },
    onSuccess: () => {
      onLife((now) => ({ text: "", plan: { ...now.plan, summary: "", due: "" }, once: newId() }));
      return client.invalidateQueries({ queryKey: ["record-life", record.id] });
    },
  });
  const faults = fieldErrors(write.error);
  const isEmpty = isNote ? text.trim() === "" : plan.summary.trim() === "";
  return (
    <form
      className={classes["message"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) write.mutate();
      }}
    >
      {isNote ? (
        <Textarea
          autosize
          minRows={2}
          aria-label={t("records.compose.note")}
          placeholder={t("records.compose.write")}
          value={text}
          error={faults["text"]}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      ) : (
        <div className={classes["plan"]}>
          <Select
            label={t("records.compose.type")}
            allowDeselect={false}
            data={TYPES.map((type) => ({ value: type, label: labels.option("type", type) }))}
            value={plan.type}
            onChange={(type) => type !== null && setPlan({ ...plan, type })}
          />
          <TextInput
            label={t("records.compose.summary")}
            value={plan.summary}
            error={faults["summary"]}
            onChange={(event) => setPlan({ ...plan, summary: event.currentTarget.value })}
          />
          <TextInput
            type="datetime-local"
            label={t("records.compose.due")}
            value={plan.due}
            error={faults["due"]}
            onChange={(event) => setPlan({ ...plan, due: event.currentTarget.value })}
          />
          <Select
            label={t("records.compose.owner")}
            searchable
            allowDeselect={false}
            data={[...(people?.values() ?? [])]
              .filter(({ active }) => active)
              .map(({ id, name, handle }) => ({ value: id, label: name ?? handle ?? id }))}
            value={plan.owner}
            error={faults["owner"]}
            onChange={(owner) => owner !== null && setPlan({ ...plan, owner })}
          />
        </div>
      )}
      <FaultNote error={write.error} shown={isNote ? ["text"] : ["summary", "due", "owner"]} />
      <Button type="submit" style={{ alignSelf: "end" }} disabled={isEmpty} loading={write.isPending}>
        {t(isNote ? "records.compose.post" : "records.compose.plan")}
      </Button>
    </form>
  );
};
