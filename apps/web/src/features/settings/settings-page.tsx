import { Title } from "@mantine/core";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { useMay } from "../session/use-may.ts";
import { KeysSection } from "./keys/keys-section.tsx";
import { ModelSection } from "./model/model-section.tsx";
import { PipelinesSection } from "./model/pipelines-section.tsx";
import { PeopleSection } from "./people/people-section.tsx";
import { ProfileSection } from "./profile/profile-section.tsx";
import { RolesSection } from "./roles/roles-section.tsx";
import classes from "./settings.module.css";
import { WorkspaceSection } from "./workspace/workspace-section.tsx";

interface Section {
  readonly name: string;
  readonly section: ComponentType;
  /** Shown to who may change something there; one's own profile and keys to everybody. */
  readonly needs?: readonly [object: string, action: "edit" | "create"];
}

const SECTIONS: readonly Section[] = [
  { name: "profile", section: ProfileSection },
  { name: "workspace", section: WorkspaceSection, needs: ["setting", "edit"] },
  { name: "people", section: PeopleSection, needs: ["user", "create"] },
  { name: "roles", section: RolesSection, needs: ["role", "edit"] },
  { name: "pipelines", section: PipelinesSection, needs: ["pipeline", "edit"] },
  { name: "objects", section: ModelSection, needs: ["object", "create"] },
  { name: "keys", section: KeysSection },
];

const SettingsPage = () => {
  const { t } = useTranslation();
  const may = useMay();
  const { section: wanted = "profile" } = useParams<{ section?: string }>();
  const open = SECTIONS.filter(({ needs }) => needs === undefined || may(...needs));
  const shown = open.find(({ name }) => name === wanted) ?? open[0];
  if (shown === undefined) return null;
  const Shown = shown.section;
  return (
    <div className={classes["page"]}>
      <Title order={1}>{t("shell.settings")}</Title>
      <nav className={classes["sections"]} aria-label={t("settings.sections")}>
        {open.map(({ name }) => (
          <Link
            key={name}
            href={`/settings/${name}`}
            className={classes["section"]}
            aria-current={name === shown.name ? "page" : undefined}
          >
            {t(`settings.section.${name}`)}
          </Link>
        ))}
      </nav>
      <div className={classes["content"]}>
        <Shown />
      </div>
    </div>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default SettingsPage;
