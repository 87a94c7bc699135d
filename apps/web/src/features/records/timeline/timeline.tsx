import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import type { ObjectInfo } from "../../model/queries.ts";
import { useMay } from "../../session/use-may.ts";
import { runsQuery } from "../automation/queries.ts";
import { Composer } from "./composer.tsx";
import { entriesOf } from "./entries.ts";
import { EntryLine } from "./entry-line.tsx";
import { changesQuery, standingQuery, type Change } from "./queries.ts";
import classes from "./timeline.module.css";

interface TimelineProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

/** Saves, messages, notes, activities, and what automations did and why, in one line of time. */
export const Timeline = ({ record, object }: TimelineProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const has = (relation: string) => object.relations.some(({ name }) => name === relation);
  const changes = useInfiniteQuery(changesQuery(record));
  const runs = useQuery(runsQuery(record));
  const messages = useInfiniteQuery({ ...standingQuery(record, "messages"), enabled: has("messages") });
  const notes = useInfiniteQuery({ ...standingQuery(record, "notes"), enabled: has("notes") });
  const activities = useInfiniteQuery({ ...standingQuery(record, "activities"), enabled: has("activities") });
  const paged = [changes, messages, notes, activities];
  const failed = [...paged, runs].find(({ isError, data }) => isError && data === undefined);
  if (failed !== undefined) return <ErrorState error={failed.error} retry={() => void failed.refetch()} />;
  if ([...paged, runs].some(({ isLoading }) => isLoading)) return <Loading />;
  const entries = entriesOf({
    changes: itemsOf(changes.data),
    runs: runs.data?.items ?? [],
    messages: itemsOf(messages.data),
    notes: itemsOf(notes.data),
    activities: itemsOf(activities.data),
  });
  const more = paged.filter(({ hasNextPage }) => hasNextPage);
  // Before this instant one kind is not read yet: what the others tell from before would stand beside a gap.
  const horizon = more
    .map(({ data }) => oldestOf(data))
    .reduce((latest, at) => (at > latest ? at : latest), "");
  const canAdd = (["note", "activity"] as const).filter(
    (kind) => may(kind, "create") && has(kind === "note" ? "notes" : "activities"),
  );
  const canSend = may(object.key, "edit", record) && has("messages") && hasCustomer(object);
  const canWrite = canSend ? ([...canAdd, "email", "sms"] as const) : canAdd;
  return (
    <>
      {canWrite.length > 0 && !record.archived && <Composer record={record} kinds={canWrite} />}
      {entries.length === 0 && (
        <Text c="dimmed" mt="md">
          {t("records.timeline.none")}
        </Text>
      )}
      <ol className={classes["list"]}>
        {entries
          .filter(({ at }) => at >= horizon)
          .map((entry) => (
            <EntryLine key={entry.id} entry={entry} object={object} record={record} />
          ))}
      </ol>
      {more.length > 0 && (
        <Button
          variant="default"
          mt="md"
          loading={more.some(({ isFetchingNextPage }) => isFetchingNextPage)}
          onClick={() => void Promise.all(more.map(({ fetchNextPage }) => fetchNextPage()))}
        >
          {t("records.timeline.more")}
        </Button>
      )}
    </>
  );
};

const PARTIES = new Set(["contact", "company", "lead"]);
const TO_CUSTOMER = new Set(["contact", "company", "record", "deal", "project"]);

/** Whether records of the object can have somebody to write to, as an automation's `to: customer` finds them. */
const hasCustomer = ({ key, relations, fields }: ObjectInfo): boolean =>
  PARTIES.has(key) ||
  fields.some((field) => TO_CUSTOMER.has(field.key)) ||
  relations.some(({ name }) => TO_CUSTOMER.has(name));

interface Pages {
  readonly pages: readonly { readonly items: readonly (Change | RecordPayload)[] }[];
}

const itemsOf = <Item,>(
  data: { readonly pages: readonly { readonly items: readonly Item[] }[] } | undefined,
) => data?.pages.flatMap(({ items }) => items) ?? [];

const isChange = (item: Change | RecordPayload): item is Change => "seq" in item;

const oldestOf = (data: Pages | undefined): string => {
  const last = data?.pages.at(-1)?.items.at(-1);
  if (last === undefined) return "";
  return isChange(last) ? last.at : last.created_at;
};
