import { Tooltip } from "@mantine/core";
import { IconBolt, IconLayoutKanban, type TablerIcon } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useRoute } from "wouter";
import { Brand, Mark } from "../../ui/brand.tsx";
import classes from "./navigation.module.css";

interface Room {
  readonly path: string;
  /** Key of its name in the texts of the shell. */
  readonly name: string;
  /** Key of the name that fits into the bar of a phone, where the other one does not. */
  readonly short?: string;
  readonly icon: TablerIcon;
}

const ROOMS: readonly Room[] = [
  { path: "/pipelines", name: "pipelines", icon: IconLayoutKanban },
  { path: "/automations", name: "automations", short: "automationsShort", icon: IconBolt },
];

interface NavigationProps {
  /** Icons alone, their names in tooltips: where a page needs the width. */
  readonly narrow?: boolean;
}

/** The rooms of the house: a column beside the page, a bar below it on phones. */
export const Navigation = ({ narrow = false }: NavigationProps) => {
  const { t } = useTranslation();
  return (
    <nav
      className={classes["navigation"]}
      data-narrow={narrow || undefined}
      aria-label={t("shell.navigation")}
    >
      <span className={classes["brand"]}>{narrow ? <Mark /> : <Brand />}</span>
      {ROOMS.map((room) => (
        <RoomLink key={room.path} room={room} narrow={narrow} />
      ))}
    </nav>
  );
};

interface RoomLinkProps {
  readonly room: Room;
  readonly narrow: boolean;
}

const RoomLink = ({ room: { path, name, short = name, icon: Icon }, narrow }: RoomLinkProps) => {
  const { t } = useTranslation();
  const [isHere] = useRoute(`${path}/*?`);
  const label = t(`shell.${name}`);
  return (
    <Tooltip label={label} position="right" disabled={!narrow}>
      <Link
        href={path}
        className={classes["room"]}
        aria-current={isHere ? "page" : undefined}
        aria-label={narrow ? label : undefined}
      >
        <Icon size={18} stroke={1.75} aria-hidden />
        <span className={classes["name"]}>{label}</span>
        <span className={classes["short"]}>{t(`shell.${short}`)}</span>
      </Link>
    </Tooltip>
  );
};
