import { Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { Link, useRoute } from "wouter";
import { useMay } from "../../features/session/use-may.ts";
import { Brand, Mark } from "../../ui/brand.tsx";
import { MoreRooms } from "./more-rooms.tsx";
import classes from "./navigation.module.css";
import { RoomBadge } from "./room-badge.tsx";
import { roomsFor, type Room } from "./rooms.ts";

interface NavigationProps {
  /** Icons alone, their names in tooltips: where a page needs the width. */
  readonly narrow?: boolean;
}

/** The most that stands side by side in the bar of a phone. */
const BAR = 4;

/** The rooms of the house: a column beside the page, a bar below it on phones. */
export const Navigation = ({ narrow = false }: NavigationProps) => {
  const { t } = useTranslation();
  const may = useMay();
  const isPhone = useMediaQuery("(max-width: 600px)", undefined, { getInitialValueInEffect: false });
  const groups = roomsFor((object) => may(object, "read"));
  const all = groups.flat();
  const near = all.length <= BAR ? all : all.filter(({ isNear }) => isNear === true);
  const far = all.filter((room) => !near.includes(room));
  return (
    <nav
      className={classes["navigation"]}
      data-narrow={narrow || undefined}
      aria-label={t("shell.navigation")}
    >
      <span className={classes["brand"]}>{narrow ? <Mark /> : <Brand />}</span>
      {isPhone
        ? near.map((room) => <RoomLink key={room.path} room={room} narrow={false} />)
        : groups.map((rooms) => (
            <div key={rooms[0]?.path} className={classes["group"]}>
              {rooms.map((room) => (
                <RoomLink key={room.path} room={room} narrow={narrow} />
              ))}
            </div>
          ))}
      {isPhone && far.length > 0 && <MoreRooms rooms={far} />}
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
      <Link href={path} className={classes["room"]} aria-current={isHere ? "page" : undefined}>
        <Icon size={18} stroke={1.75} aria-hidden />
        <span className={classes["name"]}>{label}</span>
        <span className={classes["short"]}>{t(`shell.${short}`)}</span>
        <RoomBadge path={path} />
      </Link>
    </Tooltip>
  );
};
