import { Button, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ErrorState } from "../../../ui/error-state.tsx";
import { Loading } from "../../../ui/loading.tsx";
import { StateMark } from "../../../ui/state-mark.tsx";
import { MessageView } from "../../outbox/message/message-view.tsx";
import { useFormat } from "../../session/use-format.ts";
import { SettleButtons } from "../acts/settle-buttons.tsx";
import { linesQuery } from "../queries.ts";
import { addressOf, type Wanted } from "../wanted.ts";
import classes from "./lists.module.css";
import type { StepNames } from "./use-step-names.ts";

interface UncertainListProps {
  readonly wanted: Wanted;
  readonly names: StepNames;
}

/** One message at a time, in view, for a person to say what became of it. */
export const UncertainList = ({ wanted, names }: UncertainListProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const [at, setAt] = useState(0);
  const { key, standing, days, version, step } = wanted;
  const query = useInfiniteQuery(linesQuery({ key, standing, days, version, step, reason: null }));
  if (query.isError && query.data === undefined)
    return <ErrorState error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return <Loading />;
  const open = query.data.pages
    .flatMap((page) => page.items)
    .flatMap((line) => line.uncertain.map((message) => ({ line, message })));
  const place = Math.min(at, open.length - 1);
  const shown = open[place];
  if (shown === undefined) return <Text c="dimmed">{t("runs.none.uncertain")}</Text>;
  const { line, message } = shown;
  return (
    <section className={classes["card"]}>
      <div className={classes["cardHead"]}>
        <h2>
          <Link href={addressOf({ ...wanted, run: line.run })}>{line.title ?? t("records.untitled")}</Link>
        </h2>
        <StateMark state="uncertain" pill />
      </div>
      <p className={classes["note"]}>
        {names(line.step)}
        {line.at !== null && ` · ${format.moment(line.at)}`}
      </p>
      <MessageView key={message} id={message} />
      <SettleButtons message={message} />
      {open.length > 1 && (
        <div className={classes["acts"]}>
          <Button variant="subtle" size="compact-sm" disabled={place === 0} onClick={() => setAt(place - 1)}>
            {t("runs.previous")}
          </Button>
          <Text size="sm" c="dimmed" role="status">
            {t("runs.placeOf", { place: place + 1, all: open.length })}
          </Text>
          <Button
            variant="subtle"
            size="compact-sm"
            disabled={place === open.length - 1 && !query.hasNextPage}
            onClick={() => {
              if (place >= open.length - 2 && query.hasNextPage) void query.fetchNextPage();
              setAt(place + 1);
            }}
          >
            {t("runs.next")}
          </Button>
        </div>
      )}
    </section>
  );
};
