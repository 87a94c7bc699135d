import { Menu, UnstyledButton } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import classes from "./navigation.module.css";
import type { Room } from "./rooms.ts";

/** What the bar of a phone has no room for. */
export const MoreRooms = ({ rooms }: { readonly rooms: readonly Room[] }) => {
  const { t } = useTranslation();
  const [location] = useLocation();
  const isHere = (path: string) => location === path || location.startsWith(`${path}/`);
  return (
    <Menu position="top-end">
      <Menu.Target>
        <UnstyledButton
          className={classes["room"]}
          aria-current={rooms.some(({ path }) => isHere(path)) ? "true" : undefined}
        >
          <IconDots size={18} stroke={1.75} aria-hidden />
          <span className={classes["short"]}>{t("shell.more")}</span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {rooms.map(({ path, name, icon: Icon }) => (
          <Menu.Item
            key={path}
            component={Link}
            href={path}
            leftSection={<Icon size={18} stroke={1.75} aria-hidden />}
            aria-current={isHere(path) ? "page" : undefined}
          >
            {t(`shell.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
