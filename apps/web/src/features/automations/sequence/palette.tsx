import { UnstyledButton } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { fitsObject, PALETTE, type PaletteItem } from "./palette-groups.ts";
import { ITEM_ICONS } from "./palette-items.ts";
import classes from "./sequence.module.css";
import { useSequenceActs } from "./use-sequence.ts";
import { useStepDrag } from "./use-step-drag.ts";

/** What one drags into the sequence; a press puts it at its end. */
export const Palette = () => {
  const { t } = useTranslation();
  const { object } = useDefinition();
  return (
    <aside className={classes["panel"]} aria-label={t("editor.palette")}>
      <h2 className={classes["panelTitle"]}>{t("editor.palette")}</h2>
      <p className={classes["hint"]}>{t("editor.paletteHint")}</p>
      {PALETTE.map(({ group, items }) => (
        <section key={group} aria-label={t(`editor.group.${group}`)}>
          <h3 className={classes["group"]}>{t(`editor.group.${group}`)}</h3>
          <div className={classes["items"]}>
            {items
              .filter((item) => fitsObject(item, object))
              .map((item) => (
                <Item key={item} item={item} />
              ))}
          </div>
        </section>
      ))}
    </aside>
  );
};

const Item = ({ item }: { readonly item: PaletteItem }) => {
  const { t } = useTranslation();
  const { append } = useSequenceActs();
  const element = useRef<HTMLButtonElement>(null);
  useStepDrag(element, { item }, true);
  const Icon = ITEM_ICONS[item];
  return (
    <UnstyledButton ref={element} className={classes["item"] ?? ""} onClick={() => append(item)}>
      <Icon size={16} stroke={1.8} aria-hidden />
      {t(`editor.item.${item}`)}
    </UnstyledButton>
  );
};
