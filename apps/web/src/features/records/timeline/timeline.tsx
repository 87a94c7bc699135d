import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import type { ObjectInfo } from "../../model/queries.ts";
import { useMay } from "../../session/use-may.ts";
import { runsQuery } from "../automation/queries.ts";
import { Composer } from "./composer.tsx";
import { entriesOf } from "./entries.ts";
import { EntryLine } from "./entry-line.tsx";
import { changesQuery, relatedQuery } from "./queries.ts";
import classes from "./timeline.module.css";

interface TimelineProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

const AT_FIRST = 40;

/** Saves, messages, notes, activities, and what automations did and why, in one line of time. */
export const Timeline = ({ record, object }: TimelineProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const [shown, setShown] = useState(AT_FIRST);
  const has = (relation: string) => object.relations.some(({ name }) => name === relation);
  const changes = useQuery(changesQuery(record));
  const runs = useQuery(runsQuery(record));
  const messages = useQuery({ ...relatedQuery(record, "messages"), enabled: has("messages") });
  const notes = useQuery({ ...relatedQuery(record, "notes"), enabled: has("notes") });
  const activities = useQuery({ ...relatedQuery(record, "activities"), enabled: has("activities") });
  const all = [changes, runs, messages, notes, activities];
  const failed = all.find(({ isError, data }) => isError && data === undefined);
  if (failed !== undefined) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  if (all.some(({ isLoading }) => isLoading)) return <Loading />;
  const entries = entriesOf({
    changes: changes.data ?? [],
    runs: runs.data?.items ?? [],
    messages: messages.data ?? [],
    notes: notes.data ?? [],
    activities: activities.data ?? [],
  });
  const canWrite = (["note", "activity"] as const).filter(
    (kind) => may(kind, "create") && has(kind === "note" ? "notes" : "activities"),
  );
  return (
    <>
      {canWrite.length > 0 && !record.archived && <Composer record={record} kinds={canWrite} />}
      {entries.length === 0 && (
        <Text c="dimmed" mt="md">
          {t("records.timeline.none")}
        </Text>
      )}
      <ol className={classes["list"]}>
        {entries.slice(0, shown).map((entry) => (
          <EntryLine key={entry.id} entry={entry} object={object} record={record} />
        ))}
      </ol>
      {entries.length > shown && (
        <Button variant="default" mt="md" onClick={() => setShown(shown + AT_FIRST)}>
          {t("records.timeline.more")}
        </Button>
      )}
    </>
  );
};
