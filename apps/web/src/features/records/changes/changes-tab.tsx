import type { RecordPayload } from "@cadencia/contracts/api";
import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import type { ObjectInfo } from "../../model/queries.ts";
import { changesQuery } from "../timeline/queries.ts";
import classes from "./changes.module.css";
import { SavedChange } from "./saved-change.tsx";

interface ChangesTabProps {
  readonly record: RecordPayload;
  readonly object: ObjectInfo;
}

/** Every save: who or what made it, each value before and after, and the way back where there is one. */
export const ChangesTab = ({ record, object }: ChangesTabProps) => {
  const { t } = useTranslation();
  const changes = useInfiniteQuery(changesQuery(record));
  if (changes.isError && changes.data === undefined)
    return <ErrorState error={changes.error} retry={() => void changes.refetch()} />;
  if (changes.data === undefined) return <Loading />;
  const all = changes.data.pages.flatMap(({ items }) => items);
  return (
    <>
      {all.length === 0 && <Text c="dimmed">{t("changes.none")}</Text>}
      <ol className={classes["list"]}>
        {all.map((change) => (
          <SavedChange key={change.seq} change={change} record={record} object={object} />
        ))}
      </ol>
      {changes.hasNextPage && (
        <Button
          variant="default"
          mt="md"
          loading={changes.isFetchingNextPage}
          onClick={() => void changes.fetchNextPage()}
        >
          {t("changes.older")}
        </Button>
      )}
    </>
  );
};
