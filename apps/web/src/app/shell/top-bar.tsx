import { Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSession, useSignOut } from "../../features/session/session.ts";
import classes from "./top-bar.module.css";

const SCHEMES = ["light", "dark", "auto"] as const;

export const TopBar = () => (
  <header className={classes["bar"]}>
    <AccountMenu />
  </header>
);

const AccountMenu = () => {
  const { t } = useTranslation();
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes["avatar"]}>
          <span aria-hidden>{initialsOf(user.name)}</span>
          <VisuallyHidden>{t("shell.account", { name: user.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{user.email ?? user.name}</Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t("shell.appearance")}</Menu.Label>
        {SCHEMES.map((scheme) => (
          <Menu.Item
            key={scheme}
            leftSection={<IconCheck size={14} visibility={scheme === colorScheme ? "visible" : "hidden"} />}
            aria-current={scheme === colorScheme}
            onClick={() => setColorScheme(scheme)}
          >
            {t(`shell.${scheme === "auto" ? "system" : scheme}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => signOut.mutate()}>{t("shell.signOut")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const initialsOf = (name: string): string =>
  name
    .split(/\s+/u)
    .filter((part) => part !== "")
    .slice(0, 2)
    .map((part) => [...part][0] ?? "")
    .join("")
    .toUpperCase();
