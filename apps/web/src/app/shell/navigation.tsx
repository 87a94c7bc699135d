import { IconBolt, IconLayoutKanban, type TablerIcon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useRoute } from "wouter";
import { Brand } from "../../ui/brand.tsx";
import classes from "./navigation.module.css";

interface Room {
  readonly path: string;
  /** Key of its name in the texts of the shell. */
  readonly name: string;
  readonly icon: TablerIcon;
}

const ROOMS: readonly Room[] = [
  { path: "/pipelines", name: "pipelines", icon: IconLayoutKanban },
  { path: "/automations", name: "automations", icon: IconBolt },
];

export const Navigation = () => {
  const { t } = useTranslation();
  return (
    <nav className={classes["navigation"]} aria-label={t("shell.navigation")}>
      <span className={classes["brand"]}>
        <Brand />
      </span>
      {ROOMS.map((room) => (
        <RoomLink key={room.path} room={room} />
      ))}
    </nav>
  );
};

const RoomLink = ({ room: { path, name, icon: Icon } }: { readonly room: Room }) => {
  const { t } = useTranslation();
  const [isHere] = useRoute(`${path}/*?`);
  return (
    <Link href={path} className={classes["room"]} aria-current={isHere ? "page" : undefined}>
      <Icon size={18} stroke={1.75} aria-hidden />
      <span>{t(`shell.${name}`)}</span>
    </Link>
  );
};
