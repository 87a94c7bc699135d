import { UnstyledButton } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../../lib/lazy-part.ts";
import classes from "./notifications.module.css";
import { notificationsQuery } from "./queries.ts";

const NotificationsPanel = lazyPart(() => import("./notifications-panel.tsx"));

/** So many are counted; beyond, there are simply more. */
const COUNTED = 99;

/** What the reader was told and has not looked at, and the way to it. */
export const Bell = () => {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { data } = useInfiniteQuery(notificationsQuery);
  const unread = data?.pages[0]?.unread ?? 0;
  return (
    <>
      <UnstyledButton
        className={classes["bell"]}
        aria-label={t("notifications.unread", { count: unread })}
        onClick={() => setOpen(true)}
      >
        <IconBell size={18} stroke={1.75} aria-hidden />
        {unread > 0 && (
          <span className={classes["badge"]} aria-hidden>
            {unread > COUNTED ? `${COUNTED}+` : unread}
          </span>
        )}
      </UnstyledButton>
      {isOpen && (
        <Suspense>
          <NotificationsPanel onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
