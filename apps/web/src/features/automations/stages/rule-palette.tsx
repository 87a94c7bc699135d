import { UnstyledButton } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { fitsObject, PALETTE, type PaletteItem } from "../sequence/palette-groups.ts";
import { ITEM_ICONS } from "../sequence/palette-items.ts";
import sequence from "../sequence/sequence.module.css";
import { useItemDrag } from "./rule-drag.ts";

/** Who comes from Bitrix24 looks for recurring sales first. */
const ORDER = ["sales", "work", "messages", "record", "flow"];

export const paletteFor = (object: string) =>
  ORDER.flatMap((name) => PALETTE.filter(({ group }) => group === name))
    .map(({ group, items }) => ({ group, items: items.filter((item) => fitsObject(item, object)) }))
    .filter(({ items }) => items.length > 0);

interface RulePaletteProps {
  readonly object: string;
  /** Takes what is pressed to the stage in hand. */
  readonly onPick: (item: PaletteItem) => void;
  readonly hint: string;
}

/** What can hang on a stage: dragged onto a column, or pressed. */
export const RulePalette = ({ object, onPick, hint }: RulePaletteProps) => {
  const { t } = useTranslation();
  return (
    <aside className={sequence["panel"]} aria-label={t("editor.palette")}>
      <h2 className={sequence["panelTitle"]}>{t("editor.palette")}</h2>
      <p className={sequence["hint"]}>{hint}</p>
      {paletteFor(object).map(({ group, items }) => (
        <section key={group} aria-label={t(`editor.group.${group}`)}>
          <h3 className={sequence["group"]}>{t(`editor.group.${group}`)}</h3>
          <div className={sequence["items"]}>
            {items.map((item) => (
              <Item key={item} item={item} onPick={onPick} />
            ))}
          </div>
        </section>
      ))}
    </aside>
  );
};

const Item = ({
  item,
  onPick,
}: {
  readonly item: PaletteItem;
  readonly onPick: (item: PaletteItem) => void;
}) => {
  const { t } = useTranslation();
  const element = useRef<HTMLButtonElement>(null);
  useItemDrag(element, item);
  const Icon = ITEM_ICONS[item];
  return (
    <UnstyledButton ref={element} className={sequence["item"] ?? ""} onClick={() => onPick(item)}>
      <Icon size={16} stroke={1.8} aria-hidden />
      {t(`editor.item.${item}`)}
    </UnstyledButton>
  );
};
