import { Button, Menu } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Gap } from "../draft/steps.ts";
import { useDefinition } from "../draft/use-draft.ts";
import { fitsObject, PALETTE } from "./palette-groups.ts";
import { ITEM_ICONS } from "./palette-items.ts";
import classes from "./sequence.module.css";
import { useSequenceActs } from "./use-sequence.ts";

/** The palette as a menu, at the end of each list: for phones, and for who drags nothing. */
export const AddStep = ({ gap, isFirst }: { readonly gap: Gap; readonly isFirst: boolean }) => {
  const { t } = useTranslation();
  const { add } = useSequenceActs();
  const { object } = useDefinition();
  return (
    <li className={classes["add"]}>
      <span className={classes["ring"]} data-shape="dashed" aria-hidden />
      <Menu position="bottom-start" shadow="md" withinPortal>
        <Menu.Target>
          <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} aria-hidden />}>
            {t(isFirst ? "editor.addFirst" : "editor.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: "auto" }}>
          {PALETTE.map(({ group, items }) => (
            <div key={group} role="group" aria-label={t(`editor.group.${group}`)}>
              <Menu.Label>{t(`editor.group.${group}`)}</Menu.Label>
              {items
                .filter((item) => fitsObject(item, object))
                .map((item) => {
                  const Icon = ITEM_ICONS[item];
                  return (
                    <Menu.Item
                      key={item}
                      leftSection={<Icon size={16} aria-hidden />}
                      onClick={() => add(item, gap)}
                    >
                      {t(`editor.item.${item}`)}
                    </Menu.Item>
                  );
                })}
            </div>
          ))}
        </Menu.Dropdown>
      </Menu>
    </li>
  );
};
