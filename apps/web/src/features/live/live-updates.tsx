import { VisuallyHidden } from "@mantine/core";
import { IconCloudOff } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "../../lib/store.ts";
import classes from "./live.module.css";
import { connected, untold, useLive } from "./use-live.ts";

/** Who listens is told no more often than this. */
const EVERY = 5_000;

/** Keeps the page as the server has it, and says so: aloud for who listens, and where the connection is gone. */
const LiveUpdates = () => {
  const { t } = useTranslation();
  useLive();
  const isConnected = useStore(connected);
  const told = useAnnouncement();
  return (
    <>
      <VisuallyHidden role="status" data-live>
        {told}
      </VisuallyHidden>
      <div role="status">
        {!isConnected && (
          <p className={classes["banner"]}>
            <IconCloudOff size={16} aria-hidden />
            {t("common.offline")}
          </p>
        )}
      </div>
    </>
  );
};

/** One line for all that came meanwhile, about what is on the page. */
const useAnnouncement = (): string => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const ids = useStore(untold);
  const last = useRef(-Infinity);
  useEffect(() => {
    if (ids.length === 0) return undefined;
    const timer = setTimeout(
      () => {
        const shown = client
          .getQueryCache()
          .findAll({ type: "active" })
          .filter(({ queryKey: [first] }) => first !== "record-life")
          .map(({ state }) => JSON.stringify(state.data) ?? "");
        const count = ids.filter((id) => shown.some((data) => data.includes(id))).length;
        untold.set([]);
        if (count === 0) return;
        last.current = performance.now();
        setText(t("live.changed", { count }));
      },
      Math.max(400, last.current + EVERY - performance.now()),
    );
    return () => clearTimeout(timer);
  }, [ids, client, t]);
  return text;
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default LiveUpdates;
