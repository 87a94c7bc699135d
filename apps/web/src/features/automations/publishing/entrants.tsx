import type { EntrantsPayload } from "@cadencia/contracts/api";
import { Button, Skeleton, Stack, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { infiniteQueryOptions, useInfiniteQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { request } from "../../../lib/api/request.ts";
import { FaultNote } from "../../../ui/fault-note.tsx";
import classes from "./publishing.module.css";

const PAGE = 20;

const entrantsQuery = (key: string) =>
  infiniteQueryOptions({
    queryKey: ["automations", "entrants", key],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({
        limit: String(PAGE),
        ...(pageParam === "" ? {} : { cursor: pageParam }),
      });
      return request<EntrantsPayload>(`/automations/${key}/preview/entrants?${params.toString()}`, {
        method: "POST",
        body: { existing: true },
        signal,
      });
    },
    initialPageParam: "",
    getNextPageParam: ({ next }) => next,
    gcTime: 0,
    retry: false,
  });

interface EntrantsProps {
  readonly automation: string;
  readonly object: string;
}

/** Who enters, by name and page by page, once somebody asks; those whom the reader may not read are counted. */
export const Entrants = ({ automation, object }: EntrantsProps) => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const list = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <UnstyledButton
        className={classes["disclosure"] ?? ""}
        aria-expanded={isOpen}
        aria-controls={isOpen ? list : undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <Chevron size={16} aria-hidden />
        {t("entrants.who")}
      </UnstyledButton>
      {isOpen && (
        <div id={list}>
          <Names automation={automation} object={object} />
        </div>
      )}
    </>
  );
};

const Names = ({ automation, object }: EntrantsProps) => {
  const { t } = useTranslation();
  const entrants = useInfiniteQuery(entrantsQuery(automation));
  const { data, error } = entrants;
  if (error !== null && data === undefined) return <FaultNote error={error} />;
  if (data === undefined) return <Skeleton height={120} mt={8} aria-label={t("common.loading")} />;
  const named = data.pages.flatMap(({ items }) => items);
  const unread = data.pages[0]?.unread ?? 0;
  return (
    <>
      {named.length > 0 && (
        // It scrolls, so that the keyboard must reach it also where it holds no link in view.
        <ul className={classes["names"]} aria-label={t("entrants.who")}>
          {named.map(({ id, title }) => (
            <li key={id}>
              <Link href={`/records/${object}/${id}`} target="_blank">
                {title ?? t("records.untitled")}
              </Link>
            </li>
          ))}
        </ul>
      )}
      {unread > 0 && <p className={classes["muted"]}>{t("entrants.unread", { count: unread })}</p>}
      <Stack gap={8} align="start">
        {entrants.hasNextPage && (
          <Button
            variant="default"
            size="compact-sm"
            loading={entrants.isFetchingNextPage}
            onClick={() => void entrants.fetchNextPage()}
          >
            {t("entrants.more")}
          </Button>
        )}
        <FaultNote error={error} />
      </Stack>
    </>
  );
};
