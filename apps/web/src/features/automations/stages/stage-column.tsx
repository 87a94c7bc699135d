import { Button, Menu } from "@mantine/core";
import { IconLogin2, IconPlus } from "@tabler/icons-react";
import { use, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { StageInfo } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { useFormat } from "../../session/use-format.ts";
import { plain } from "../sentence/parts.ts";
import { useSpeech } from "../sentence/speech.ts";
import { triggerClause } from "../sentence/trigger/index.ts";
import type { PaletteItem } from "../sequence/palette-groups.ts";
import { ITEM_ICONS } from "../sequence/palette-items.ts";
import { beatOf } from "./beat.ts";
import { RuleCard } from "./rule-card.tsx";
import { RestageContext } from "./move-menu.tsx";
import { useStageDrop } from "./rule-drag.ts";
import { paletteFor } from "./rule-palette.tsx";
import { bringersOf, rulesOf, type StageRule, type Written } from "./stage-rules.ts";
import classes from "./stages.module.css";

interface StageColumnProps {
  readonly object: string;
  readonly stage: StageInfo;
  /** How many records stand in it; null while that is not known. */
  readonly records: number | null;
  readonly written: readonly Written[];
  /** The step that is open. */
  readonly inHand: { readonly automation: string; readonly step: string | null } | null;
  /** Null: one may not. */
  readonly onAdd: ((item: PaletteItem, stage: StageInfo) => void) | null;
}

/** A stage with what brings records in and what happens to them there, in order of time. */
export const StageColumn = ({ object, stage, records, written, inHand, onAdd }: StageColumnProps) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const format = useFormat();
  const speech = useSpeech();
  const element = useRef<HTMLElement>(null);
  const moving = use(RestageContext);
  const isOver = useStageDrop(element, {
    stage: stage.key,
    onItem: (item) => onAdd?.(item, stage),
    onRule: ({ automation: key, from: held }) => {
      const automation = written.find((one) => one.key === key);
      const from = moving?.stages.find((one) => one.key === held);
      if (automation !== undefined && from !== undefined) moving?.restage({ automation, from, to: stage });
    },
  });
  const rules = rulesOf(written, stage.key);
  const name = labels.stage(stage);
  return (
    <section
      ref={element}
      className={classes["column"]}
      data-kind={stage.kind}
      data-over={(isOver && (onAdd !== null || moving !== null)) || undefined}
      data-stage={stage.name}
      aria-label={name}
    >
      <h2 className={classes["stage"]}>
        {name}
        {records !== null && <span className={classes["records"]}>{format.number(records)}</span>}
      </h2>
      {bringersOf(written, stage.key).map((one) => (
        <Link key={one.key} href={`/automations/${one.key}`} className={classes["bringer"]}>
          <IconLogin2 size={18} stroke={1.75} aria-hidden />
          <span>{t("stages.brings", { when: lower(plain(triggerClause(one.definition, speech))) })}</span>
        </Link>
      ))}
      <ol className={classes["rail"]}>
        {rules.map((rule, index) => (
          <Beat
            key={`${rule.automation.key} ${rule.step.id ?? rule.at}`}
            rule={rule}
            before={rules[index - 1]}
            object={object}
            stage={stage}
            isInHand={inHand?.automation === rule.automation.key}
            isChosen={inHand?.automation === rule.automation.key && inHand.step === rule.step.id}
          />
        ))}
        {onAdd !== null && (
          <li className={classes["beat"]}>
            <span className={classes["dot"]} data-shape="dashed" aria-hidden />
            <AddRule object={object} name={name} onPick={(item) => onAdd(item, stage)} />
          </li>
        )}
        {onAdd === null && rules.length === 0 && <li className={classes["none"]}>{t("stages.none")}</li>}
      </ol>
    </section>
  );
};

const lower = (words: string): string => words.charAt(0).toLocaleLowerCase() + words.slice(1);

interface BeatProps {
  readonly rule: StageRule;
  readonly before: StageRule | undefined;
  readonly object: string;
  readonly stage: StageInfo;
  readonly isChosen: boolean;
  readonly isInHand: boolean;
}

/** When a rule is due, told once for those that are due together, and the rule. */
const Beat = ({ rule, before, object, stage, isChosen, isInHand }: BeatProps) => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const beat = beatOf(rule, object, { speech, atOnce: t("stages.atOnce") });
  const last = before === undefined ? null : beatOf(before, object, { speech, atOnce: t("stages.atOnce") });
  const isTold = last === null || last.when !== beat.when || last.window !== beat.window;
  return (
    <li className={classes["beat"]}>
      {isTold && (
        <>
          <span className={classes["dot"]} data-shape={beat.isAtOnce ? "filled" : "ring"} aria-hidden />
          <span className={classes["when"]}>
            <b>{beat.when}</b>
            {beat.window !== "" && ` · ${beat.window}`}
          </span>
        </>
      )}
      <RuleCard rule={rule} object={object} stage={stage} isChosen={isChosen} isInHand={isInHand} />
    </li>
  );
};

interface AddRuleProps {
  readonly object: string;
  readonly name: string;
  readonly onPick: (item: PaletteItem) => void;
}

/** The palette as a menu under each column: for the keyboard, for phones, and for who drags nothing. */
const AddRule = ({ object, name, onPick }: AddRuleProps) => {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes["add"] ?? ""}
          leftSection={<IconPlus size={14} aria-hidden />}
          aria-label={t("stages.addTo", { stage: name })}
        >
          {t("stages.add")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} className={classes["menu"] ?? ""}>
        {paletteFor(object).map(({ group, items }) => (
          <div key={group} role="group" aria-label={t(`editor.group.${group}`)}>
            <Menu.Label>{t(`editor.group.${group}`)}</Menu.Label>
            {items.map((item) => {
              const Icon = ITEM_ICONS[item];
              return (
                <Menu.Item
                  key={item}
                  leftSection={<Icon size={16} aria-hidden />}
                  onClick={() => onPick(item)}
                >
                  {t(`editor.item.${item}`)}
                </Menu.Item>
              );
            })}
          </div>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
