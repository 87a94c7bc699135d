import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EmptyState } from "../../ui/empty-state.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import type { ObjectInfo } from "../model/queries.ts";
import { useLabels } from "../model/use-labels.ts";
import { useMay } from "../session/use-may.ts";
import { BulkBar } from "./bulk/bulk-bar.tsx";
import { useAllMatching } from "./bulk/use-all-matching.ts";
import { ListHead } from "./list-head.tsx";
import { ListTable } from "./list-table.tsx";
import classes from "./lists.module.css";
import { NewRecordButton } from "./new-record.tsx";
import { listQuery } from "./queries.ts";
import { columnsOf, filterOf, useShown } from "./wanted.ts";

interface RecordListProps {
  readonly object: ObjectInfo;
  readonly objects: ReadonlyMap<string, ObjectInfo>;
}

const NOBODY: ReadonlySet<string> = new Set();

export const RecordList = ({ object, objects }: RecordListProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const may = useMay();
  const [shown, change] = useShown();
  const [selected, select] = useState<ReadonlySet<string>>(NOBODY);
  const columns = columnsOf(shown, object);
  const filter = filterOf(shown, object);
  const query = useInfiniteQuery(listQuery({ object, columns, filter, sort: shown.sort }, objects));
  const records = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = records.filter(({ id }) => selected.has(id));
  const matching = useAllMatching(object, filter, { read: records.length, selected: chosen.length });
  const choose = (ids: ReadonlySet<string>): void => {
    matching.forget();
    select(ids);
  };
  const maySelect = may(object.key, "edit");
  const name = labels.objects(object);
  return (
    <div className={classes["page"]}>
      <ListHead object={object} shown={shown} filter={filter} columns={columns} onChange={change} />
      {query.isPending && <Loading />}
      {query.isError && query.data === undefined && (
        <ErrorState error={query.error} retry={() => void query.refetch()} />
      )}
      {query.data !== undefined && records.length === 0 && (
        <EmptyState
          text={filter === null ? t("lists.empty", { name }) : t("lists.noResults")}
          act={filter === null ? <NewRecordButton object={object} variant="filled" /> : undefined}
        />
      )}
      {records.length > 0 && (
        <ListTable
          object={object}
          columns={columns}
          records={records}
          names={
            Object.assign({}, ...(query.data?.pages.map(({ names }) => names) ?? [])) as Record<
              string,
              string
            >
          }
          sort={shown.sort}
          onSort={(sort) => change({ sort })}
          selected={selected}
          onSelect={maySelect ? choose : null}
          onEnd={() => {
            if (query.hasNextPage && !query.isFetching) void query.fetchNextPage();
          }}
        />
      )}
      {chosen.length > 0 && (
        <BulkBar
          object={object}
          records={chosen}
          filter={filter}
          all={matching.all}
          more={matching.more}
          onAll={matching.take}
          onDone={() => choose(NOBODY)}
        />
      )}
    </div>
  );
};
