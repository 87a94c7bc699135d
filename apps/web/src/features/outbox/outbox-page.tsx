import { Title } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { SidePanel } from "../../ui/side-panel.tsx";
import { MessagePanel } from "./message-panel.tsx";
import { OutboxFilters } from "./outbox-filters.tsx";
import classes from "./outbox.module.css";
import { OutboxList } from "./outbox-list.tsx";
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
  const query = useInfiniteQuery(outboxQuery(narrowing(wanted).toString()));
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className={classes["page"]}>
      <header className={classes["head"]}>
        <Title order={1}>{t("outbox.title")}</Title>
        <OutboxFilters
          wanted={wanted}
          captures={query.data?.pages[0]?.captures === true}
          onChange={(changes) => go(addressOf({ ...wanted, ...changes }), { replace: true })}
        />
      </header>
      {query.data?.pages[0]?.captures === true && (
        <p className={classes["banner"]} role="note">
          {t("outbox.captures")}
        </p>
      )}
      <div className={classes["pane"]}>
        <OutboxList query={query} wanted={wanted} />
        {isBeside && (
          <section className={classes["beside"]} aria-label={t("outbox.message")}>
            {wanted.id !== null && <MessagePanel key={wanted.id} id={wanted.id} />}
            {wanted.id === null && items.length > 0 && (
              <p className={classes["none"]}>{t("outbox.choose")}</p>
            )}
          </section>
        )}
      </div>
      {!isBeside && wanted.id !== null && (
        <SidePanel title={t("outbox.message")} onClose={() => go(addressOf({ ...wanted, id: null }))}>
          <MessagePanel id={wanted.id} />
        </SidePanel>
      )}
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default OutboxPage;
