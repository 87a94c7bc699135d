import { Button, Text, Title } from "@mantine/core";
import { IconPlus, type TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./settings.module.css";

interface SettingsPanelProps {
  /** Its key in the texts, `settings.section.<name>`. */
  readonly name: string;
  readonly about?: string;
  /** What the button says that begins something new. */
  readonly action: string;
  readonly icon?: TablerIcon;
  readonly onAction: () => void;
  readonly children: ReactNode;
}

/** A section that lists things of one kind and makes new ones. */
export const SettingsPanel = ({
  name,
  about,
  action,
  icon: Icon = IconPlus,
  onAction,
  children,
}: SettingsPanelProps) => {
  const { t } = useTranslation();
  return (
    <section className={classes["panel"]} aria-labelledby={`settings-${name}`}>
      <div className={classes["top"]}>
        <Title order={2} id={`settings-${name}`}>
          {t(`settings.section.${name}`)}
        </Title>
        <Button data-key="n" leftSection={<Icon size={16} aria-hidden />} onClick={onAction}>
          {action}
        </Button>
      </div>
      {about !== undefined && (
        <Text c="dimmed" mb="md">
          {about}
        </Text>
      )}
      {children}
    </section>
  );
};
