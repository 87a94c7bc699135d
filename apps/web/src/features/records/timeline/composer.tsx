import type { RecordPayload } from "@cadencia/contracts/api";
import { Alert, Button, SegmentedControl, Select, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldErrors, isOffline } from "../../../lib/api/problem.ts";
import { request } from "../../../lib/api/request.ts";
import { fromWallClock } from "../../../lib/format/zoned.ts";
import { peopleQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useSession } from "../../session/session.ts";
import classes from "./timeline.module.css";

type Kind = "note" | "activity";
const TYPES = ["call", "meeting", "email", "to_do"] as const;

interface ComposerProps {
  readonly record: RecordPayload;
  readonly kinds: readonly Kind[];
}

/** A note, or an activity to come. What was typed stays until the server has it. */
export const Composer = ({ record, kinds }: ComposerProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const client = useQueryClient();
  const { user } = useSession();
  const { data: people } = useQuery(peopleQuery);
  const [chosen, setChosen] = useState<Kind>(kinds[0] ?? "note");
  const [text, setText] = useState("");
  const [plan, setPlan] = useState({ type: "call", summary: "", due: "", owner: user.id });
  // The same key until it is written: what is sent twice is written once.
  const [once, setOnce] = useState(() => crypto.randomUUID());
  const isNote = chosen === "note";
  const write = useMutation({
    mutationFn: () => {
      const place = { object: record.object, id: record.id };
      const due = plan.due === "" ? null : fromWallClock(plan.due, user.timezone);
      const body = isNote ? { text, record: place, author: user.id } : { ...plan, due, record: place };
      return request(`/records/${chosen}`, { method: "POST", body, once });
    },
    onSuccess: () => {
      setText("");
      setPlan({ ...plan, summary: "", due: "" });
      setOnce(crypto.randomUUID());
      return client.invalidateQueries({ queryKey: ["record-life", record.id] });
    },
  });
  const faults = fieldErrors(write.error);
  const isEmpty = isNote ? text.trim() === "" : plan.summary.trim() === "";
  return (
    <form
      className={classes["composer"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isEmpty) write.mutate();
      }}
    >
      {kinds.length > 1 && (
        <SegmentedControl
          aria-label={t("records.compose.kind")}
          size="xs"
          style={{ alignSelf: "start" }}
          value={chosen}
          onChange={setChosen}
          data={kinds.map((kind) => ({ value: kind, label: t(`records.compose.${kind}`) }))}
        />
      )}
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
      {write.isError && Object.keys(faults).length === 0 && (
        <Alert color="red" role="alert">
          {isOffline(write.error) ? t("common.offline") : write.error.message}
        </Alert>
      )}
      <Button type="submit" style={{ alignSelf: "end" }} disabled={isEmpty} loading={write.isPending}>
        {t(isNote ? "records.compose.post" : "records.compose.plan")}
      </Button>
    </form>
  );
};
