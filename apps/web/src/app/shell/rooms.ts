import {
  IconAddressBook,
  IconBolt,
  IconBuilding,
  IconFilter,
  IconLayoutKanban,
  IconSend,
  IconSettings,
  IconSun,
  type TablerIcon,
} from "@tabler/icons-react";
import { isBuilt } from "../pages.tsx";

export interface Room {
  readonly path: string;
  /** Key of its name in the texts of the shell. */
  readonly name: string;
  /** Key of the name that fits into the bar of a phone, where the other one does not. */
  readonly short?: string;
  readonly icon: TablerIcon;
  /** The object that one must be able to read, else there is nothing behind the door. */
  readonly needs?: string;
  /** Stands in the bar of a phone; the others are behind "More". */
  readonly isNear?: true;
}

/** In the order of the design; each group is set off from the one before. */
const GROUPS: readonly (readonly Room[])[] = [
  [
    { path: "/my-day", name: "myDay", icon: IconSun, isNear: true },
    { path: "/pipelines", name: "pipelines", icon: IconLayoutKanban, isNear: true },
    { path: "/contacts", name: "contacts", icon: IconAddressBook, needs: "contact" },
    { path: "/companies", name: "companies", icon: IconBuilding, needs: "company" },
    { path: "/outbox", name: "outbox", icon: IconSend, needs: "message" },
  ],
  [
    {
      path: "/automations",
      name: "automations",
      short: "automationsShort",
      icon: IconBolt,
      needs: "automation",
      isNear: true,
    },
    { path: "/segments", name: "segments", icon: IconFilter, needs: "segment" },
  ],
  [{ path: "/settings", name: "settings", icon: IconSettings }],
];

/** The rooms that are there for somebody with these rights, group by group. */
export const roomsFor = (mayRead: (object: string) => boolean): readonly (readonly Room[])[] =>
  GROUPS.map((group) =>
    group.filter(({ path, needs }) => isBuilt(path) && (needs === undefined || mayRead(needs))),
  ).filter((group) => group.length > 0);
