import { Button, Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useRowKeys } from "../../lib/row-keys.ts";
import { ErrorState } from "../../ui/error-state.tsx";
import { Loading } from "../../ui/loading.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { MessagePanel } from "./message-panel.tsx";
import { OutboxFilters } from "./outbox-filters.tsx";
import classes from "./outbox.module.css";
import { OutboxRow } from "./outbox-row.tsx";
import { outboxQuery } from "./queries.ts";
import { addressOf, narrowing, useWanted } from "./wanted.ts";

/** Under this width a message covers the list. */
const BESIDE = "(min-width: 1000px)";

/** Every message that was sent or captured, and one of them as its recipient sees it. */
const OutboxPage = () => {
  const { t } = useTranslation();
  const [, go] = useLocation();
  const wanted = useWanted();
  const isBeside = useMediaQuery(BESIDE, undefined, { getInitialValueInEffect: false });
  const narrowed = narrowing(wanted).toString();
  const query = useInfiniteQuery(outboxQuery(narrowed));
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const open = (id: string | null) => addressOf({ ...wanted, id });
  return (
    <div className={classes["page"]}>
      <header className={classes["head"]}>
        <Title order={1}>{t("outbox.title")}</Title>
        <OutboxFilters
          wanted={wanted}
          onChange={(changes) => go(addressOf({ ...wanted, id: null, ...changes }))}
        />
      </header>
      {query.data?.pages[0]?.captures === true && (
        <p className={classes["banner"]} role="note">
          {t("outbox.captures")}
        </p>
      )}
      <div className={classes["pane"]}>
        <section className={classes["list"]} aria-label={t("outbox.list")}>
          {query.data === undefined && <Loading />}
          {query.data !== undefined && items.length === 0 && (
            <p className={classes["none"]}>
              {wanted.text !== ""
                ? t("outbox.notFound", { text: wanted.text })
                : t(narrowed === "" ? "outbox.none" : "outbox.noneSo")}
            </p>
          )}
          <ul ref={list}>
            {items.map((line) => (
              <OutboxRow key={line.id} line={line} href={open(line.id)} isHere={line.id === wanted.id} />
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
        {isBeside && (
          <section className={classes["beside"]} aria-label={t("outbox.message")}>
            {wanted.id === null ? (
              <p className={classes["none"]}>{t(items.length === 0 ? "outbox.nothing" : "outbox.choose")}</p>
            ) : (
              <MessagePanel key={wanted.id} id={wanted.id} />
            )}
          </section>
        )}
      </div>
      {!isBeside && wanted.id !== null && (
        <SidePanel title={t("outbox.message")} onClose={() => go(open(null))}>
          <MessagePanel id={wanted.id} />
        </SidePanel>
      )}
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default OutboxPage;
