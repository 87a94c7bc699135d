import { Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { segmentName } from "../conditions/segment-name.ts";
import type { Users } from "./segment-users.ts";
import classes from "./segments.module.css";

/** Who rests on the segment. */
export const SegmentUse = ({ users }: { readonly users: Users }) => {
  const { t } = useTranslation();
  const isUnused = users.automations.length + users.segments.length === 0;
  return (
    <section className={classes["use"]} aria-label={t("segments.usedBy")}>
      <Title order={2}>{t("segments.usedBy")}</Title>
      {isUnused ? (
        <p className={classes["muted"]}>{t("segments.unused")}</p>
      ) : (
        <ul className={classes["plain"]}>
          {users.automations.map(({ key, name, state }) => (
            <li key={key}>
              <Link href={`/automations/${key}`}>{name}</Link>{" "}
              <span className={classes["muted"]}>
                {t(state === "active" ? "segments.isOn" : "segments.isOff")}
              </span>
            </li>
          ))}
          {users.segments.map(({ key }) => (
            <li key={key}>
              <Link href={`/segments/${key}`}>{segmentName(key)}</Link>{" "}
              <span className={classes["muted"]}>{t("segments.isSegment")}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
