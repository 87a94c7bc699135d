import { ActionIcon, Menu } from "@mantine/core";
import { IconArrowsMoveHorizontal } from "@tabler/icons-react";
import { createContext, use } from "react";
import { useTranslation } from "react-i18next";
import type { StageInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import type { Restaging } from "./use-restage.ts";

/** The stages between which rules are moved; null: one may not. */
export const RestageContext = createContext<{
  readonly stages: readonly StageInfo[];
  readonly restage: (restaging: Restaging) => void;
} | null>(null);

interface MoveMenuProps {
  readonly rule: Pick<Restaging, "automation" | "from">;
  readonly name: string;
  readonly opened: boolean;
  readonly onChange: (opened: boolean) => void;
}

/** To which stage a rule is moved: for the keyboard, for phones, and for who drags nothing. */
export const MoveMenu = ({ rule, name, opened, onChange }: MoveMenuProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const moving = use(RestageContext);
  if (moving === null) return null;
  return (
    <Menu position="bottom-end" shadow="md" opened={opened} onChange={onChange}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t("restage.move", { name })}
          aria-keyshortcuts="m"
        >
          <IconArrowsMoveHorizontal size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("restage.to")}</Menu.Label>
        {moving.stages.map((to) => (
          <Menu.Item
            key={to.key}
            disabled={to.key === rule.from.key}
            onClick={() => moving.restage({ ...rule, to })}
          >
            {labels.stage(to)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
