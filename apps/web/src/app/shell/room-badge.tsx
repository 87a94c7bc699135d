import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { attentionQuery } from "../../features/day/queries.ts";
import { useFormat } from "../../features/session/use-format.ts";
import classes from "./room-badge.module.css";

/** How much waits behind a door: plain for what is due, amber for what only a person can settle. */
export const RoomBadge = ({ path }: { readonly path: string }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(attentionQuery);
  const kind = { "/my-day": "due", "/automations": "needs" }[path] as "due" | "needs" | undefined;
  const count = kind === undefined ? 0 : (data?.[kind] ?? 0);
  if (kind === undefined || count === 0) return null;
  return (
    <span className={classes["badge"]} data-kind={kind}>
      <span aria-hidden>{format.number(count)}</span>
      <span className={classes["spoken"]}>
        {t(kind === "needs" ? "shell.needsYou" : "shell.dueToday", { count })}
      </span>
    </span>
  );
};
