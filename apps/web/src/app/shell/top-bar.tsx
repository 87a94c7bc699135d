import { Kbd, Menu, UnstyledButton, useMantineColorScheme, VisuallyHidden } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { Suspense, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Bell } from "../../features/notifications/bell.tsx";
import { opened } from "../../features/palette/opening.ts";
import { useSession, useSignOut } from "../../features/session/session.ts";
import { lazyPart } from "../../lib/lazy-part.ts";
import classes from "./top-bar.module.css";

const DemoMark = lazyPart(() => import("../../features/demo/demo-mark.tsx"));

const SCHEMES = ["light", "dark", "auto"] as const;
type Scheme = (typeof SCHEMES)[number];

export const TopBar = () => (
  <header className={classes["bar"]}>
    <SearchButton />
    <Demo />
    <Bell />
    <AccountMenu />
  </header>
);

const SearchButton = () => {
  const { t } = useTranslation();
  return (
    <UnstyledButton className={classes["search"]} onClick={() => opened.set("palette")}>
      <IconSearch size={18} stroke={1.75} aria-hidden />
      <span className={classes["searchText"]}>{t("shell.search")}</span>
      <Kbd size="xs" className={classes["searchKeys"]} aria-hidden>
        {t("palette.key.ctrl")} K
      </Kbd>
    </UnstyledButton>
  );
};

/** Whoever is in a demo knows. */
const Demo = () =>
  useSession().workspace.demo ? (
    <Suspense>
      <DemoMark />
    </Suspense>
  ) : null;

const AccountMenu = () => {
  const { t } = useTranslation();
  const { user } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={classes["avatar"]}>
          <span aria-hidden>{initialsOf(user.name)}</span>
          <VisuallyHidden>{t("shell.account", { name: user.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuGroup label={t("shell.appearance")}>
          <Menu.RadioGroup value={colorScheme} onChange={(scheme) => setColorScheme(scheme as Scheme)}>
            {SCHEMES.map((scheme) => (
              <Menu.RadioItem key={scheme} value={scheme}>
                {t(`shell.${scheme === "auto" ? "system" : scheme}`)}
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
        </MenuGroup>
        <MenuGroup label={user.email ?? user.name}>
          <Menu.Item onClick={() => signOut.mutate()}>{t("shell.signOut")}</Menu.Item>
        </MenuGroup>
      </Menu.Dropdown>
    </Menu>
  );
};

interface MenuGroupProps {
  readonly label: string;
  readonly children: ReactNode;
}

/** A label that is the name of its group: by itself a menu may hold none. */
const MenuGroup = ({ label, children }: MenuGroupProps) => (
  <div role="group" aria-label={label}>
    <Menu.Label aria-hidden>{label}</Menu.Label>
    {children}
  </div>
);

const initialsOf = (name: string): string =>
  name
    .split(/\s+/u)
    .filter((part) => part !== "")
    .slice(0, 2)
    .map((part) => [...part][0] ?? "")
    .join("")
    .toUpperCase();
