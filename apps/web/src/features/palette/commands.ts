import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMantineColorScheme } from "@mantine/core";
import {
  IconBolt,
  IconHelpCircle,
  IconKeyboard,
  IconLogout,
  IconMoon,
  IconPlayerPlay,
  IconSun,
  type TablerIcon,
} from "@tabler/icons-react";
import { roomsFor } from "../../app/shell/rooms.ts";
import { automationsQuery } from "../automations/queries.ts";
import { useSignOut } from "../session/session.ts";
import { useMay } from "../session/use-may.ts";
import { opened } from "./opening.ts";
import { PLACES } from "./use-keys.ts";

/** One line of the palette. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** What it is, where the label alone does not say. */
  readonly hint?: string;
  readonly icon: TablerIcon;
  /** The keys that do the same. */
  readonly keys?: readonly string[];
  /** Where it leads, or what it does. */
  readonly act: string | (() => void);
}

interface Here {
  readonly object: string;
  readonly id: string;
}

/** What can be done with the record in view, about each automation of its object. */
export const useRecordVerbs = (here: Here | null): readonly Command[] => {
  const { t } = useTranslation();
  const { data } = useQuery({ ...automationsQuery, enabled: here !== null });
  if (here === null) return [];
  const page = `/records/${here.object}/${here.id}/automation`;
  const own = (data?.items ?? []).filter(({ object }) => object === here.object);
  return [
    { id: "automation-tab", label: t("palette.automations"), icon: IconBolt, act: page },
    ...own.flatMap(({ key, name }): Command[] => [
      {
        id: `why-${key}`,
        label: t("palette.why", { name }),
        icon: IconHelpCircle,
        keys: ["w"],
        act: `${page}/why/${key}`,
      },
      {
        id: `try-${key}`,
        label: t("palette.try", { name }),
        icon: IconPlayerPlay,
        act: `${page}/try/${key}`,
      },
    ]),
  ];
};

const keyOf = (path: string): string | undefined => Object.keys(PLACES).find((key) => PLACES[key] === path);

/** The rooms of the house, with the keys that lead there. */
export const usePageCommands = (): readonly Command[] => {
  const { t } = useTranslation();
  const may = useMay();
  return roomsFor((object) => may(object, "read"))
    .flat()
    .map(({ path, name, icon }) => {
      const key = keyOf(path);
      return {
        id: path,
        label: t("palette.goTo", { name: t(`shell.${name}`) }),
        icon,
        act: path,
        ...(key === undefined ? {} : { keys: ["g", key] }),
      };
    });
};

/** What concerns no record. */
export const useHouseCommands = (): readonly Command[] => {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const { setColorScheme } = useMantineColorScheme();
  return [
    { id: "keys", label: t("palette.keys"), icon: IconKeyboard, keys: ["?"], act: () => opened.set("keys") },
    { id: "light", label: t("palette.light"), icon: IconSun, act: () => setColorScheme("light") },
    { id: "dark", label: t("palette.dark"), icon: IconMoon, act: () => setColorScheme("dark") },
    { id: "out", label: t("shell.signOut"), icon: IconLogout, act: () => signOut.mutate() },
  ];
};

/** Whether each word that was typed begins one of the words, accents aside. */
export const isMeant = ({ label, hint = "" }: Pick<Command, "label" | "hint">, typed: string): boolean => {
  const words = folded(`${label} ${hint}`).split(/[^\p{L}\p{N}]+/u);
  return folded(typed)
    .split(/\s+/u)
    .filter((part) => part !== "")
    .every((part) => words.some((word) => word.startsWith(part)));
};

const folded = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
