import type { OutboxPage } from "@cadencia/contracts/api";
import { Button } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useRowKeys } from "../../lib/row-keys.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import classes from "./outbox.module.css";
import { OutboxRow } from "./outbox-row.tsx";
import { addressOf, narrowing, type Wanted } from "./wanted.ts";

interface OutboxListProps {
  readonly query: UseInfiniteQueryResult<InfiniteData<OutboxPage>>;
  readonly wanted: Wanted;
}

/** The messages, the newest first, as far back as was asked for. */
export const OutboxList = ({ query, wanted }: OutboxListProps) => {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = narrowing(wanted).size > 0;
  return (
    <section className={classes["list"]} aria-label={t("outbox.list")}>
      {query.data === undefined &&
        (query.isError ? <ErrorState error={query.error} retry={() => void query.refetch()} /> : <Loading />)}
      {query.data !== undefined && items.length === 0 && (
        <p className={classes["none"]}>
          {query.hasNextPage
            ? t("outbox.notYet")
            : wanted.text !== ""
              ? t("outbox.notFound", { text: wanted.text })
              : t(isNarrowed ? "outbox.noneSo" : "outbox.none")}
        </p>
      )}
      <ul ref={list}>
        {items.map((line) => (
          <OutboxRow
            key={line.id}
            line={line}
            href={addressOf({ ...wanted, id: line.id })}
            isHere={line.id === wanted.id}
          />
        ))}
      </ul>
      {query.hasNextPage && (
        <div className={classes["more"]}>
          <Button
            variant="subtle"
            size="compact-sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t("outbox.more")}
          </Button>
        </div>
      )}
    </section>
  );
};
