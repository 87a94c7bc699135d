import type { NotificationPage } from "@cadencia/contracts/api";
import { Button, Text } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { request } from "../../lib/api/request.ts";
import { DialogFoot } from "../../ui/dialog-foot.tsx";
import { ErrorState } from "../../ui/error-state.tsx";
import { SidePanel } from "../../ui/side-panel.tsx";
import { tellProblem } from "../../ui/toast.tsx";
import { useFormat } from "../session/use-format.ts";
import classes from "./notifications.module.css";
import { notificationsQuery } from "./queries.ts";

type Told = NotificationPage["items"][number];

const NotificationsPanel = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const notifications = useInfiniteQuery(notificationsQuery);
  const read = useMutation({
    mutationFn: (body: { ids?: string[] }) => request("/notifications/read", { method: "POST", body }),
    onError: (error) => tellProblem(error),
    onSettled: () => client.invalidateQueries({ queryKey: notificationsQuery.queryKey }),
  });
  const told = notifications.data?.pages.flatMap(({ items }) => items) ?? [];
  const unread = notifications.data?.pages[0]?.unread ?? 0;
  return (
    <SidePanel title={t("notifications.title")} onClose={onClose}>
      {notifications.isError && told.length === 0 && (
        <ErrorState error={notifications.error} retry={() => void notifications.refetch()} />
      )}
      {notifications.isSuccess && told.length === 0 && <Text c="dimmed">{t("notifications.none")}</Text>}
      <ul className={classes["list"]}>
        {told.map((one) => (
          <Line
            key={one.id}
            told={one}
            onOpen={() => {
              if (!one.read) read.mutate({ ids: [one.id] });
              onClose();
            }}
          />
        ))}
      </ul>
      {notifications.hasNextPage && (
        <Button
          variant="default"
          loading={notifications.isFetchingNextPage}
          onClick={() => void notifications.fetchNextPage()}
        >
          {t("notifications.older")}
        </Button>
      )}
      {unread > 0 && (
        <DialogFoot>
          <Button loading={read.isPending} onClick={() => read.mutate({})}>
            {t("notifications.readAll")}
          </Button>
        </DialogFoot>
      )}
    </SidePanel>
  );
};

interface LineProps {
  readonly told: Told;
  readonly onOpen: () => void;
}

const Line = ({ told, onOpen }: LineProps) => {
  const { t } = useTranslation();
  const format = useFormat();
  const to = addressOf(told);
  return (
    <li className={classes["line"]} data-unread={!told.read || undefined}>
      {!told.read && <span className={classes["dot"]} role="img" aria-label={t("notifications.new")} />}
      <div className={classes["text"]}>
        {to === null ? (
          told.text
        ) : (
          <Link href={to} onClick={onOpen}>
            {told.text}
          </Link>
        )}
        <time dateTime={told.at}>{format.moment(told.at)}</time>
      </div>
    </li>
  );
};

/** The record that it is about, else the automation. */
const addressOf = ({ record, automation }: Told): string | null => {
  if (record !== null) return `/records/${record.object}/${record.id}`;
  return automation === null ? null : `/automations/${automation}`;
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default NotificationsPanel;
