import { Kbd, Switch, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useStore } from "../../lib/store.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { singleKeys } from "./keys-setting.ts";
import { opened } from "./opening.ts";
import classes from "./palette.module.css";

const isMac = (): boolean => /mac|iphone|ipad/iu.test(navigator.userAgent);

/** Groups of what keys do; a text of the locale says what. */
const MAP: readonly (readonly [string, readonly (readonly [string, readonly string[]])[]])[] = [
  [
    "everywhere",
    [
      ["palette", ["Ctrl", "K"]],
      ["filter", ["/"]],
      ["new", ["n"]],
      ["actions", ["."]],
      ["confirm", ["Ctrl", "Enter"]],
      ["undo", ["Ctrl", "Z"]],
      ["map", ["?"]],
    ],
  ],
  [
    "going",
    [
      ["goPipelines", ["g", "p"]],
      ["goContacts", ["g", "c"]],
      ["goAutomations", ["g", "a"]],
      ["goDay", ["g", "t"]],
      ["goOutbox", ["g", "o"]],
    ],
  ],
  [
    "lists",
    [
      ["rows", ["j", "k"]],
      ["open", ["Enter"]],
      ["select", ["x"]],
    ],
  ],
  ["record", [["why", ["w"]]]],
  [
    "board",
    [
      ["walk", ["↑", "↓", "←", "→"]],
      ["lift", ["Space"]],
      ["move", ["m"]],
      ["back", ["Esc"]],
    ],
  ],
];

/** Which keys do what, and the switch that turns the single ones off. */
const KeyMap = () => {
  const { t } = useTranslation();
  const keys = useStore(singleKeys);
  const nameOf = (key: string): string => {
    if (key === "Ctrl") return isMac() ? "⌘" : t("palette.key.ctrl");
    return key === "Space" ? t("palette.key.space") : key;
  };
  return (
    <Dialog title={t("palette.keys")} size={520} onClose={() => opened.set(null)}>
      <Switch
        mb="md"
        label={t("palette.singleKeys")}
        description={t("palette.singleKeysHint")}
        checked={keys !== "off"}
        onChange={(event) => singleKeys.set(event.currentTarget.checked ? "on" : "off")}
      />
      {MAP.map(([group, lines]) => (
        <section key={group}>
          <Title order={3} mb={8}>
            {t(`palette.map.${group}`)}
          </Title>
          <dl className={classes["map"]}>
            {lines.map(([name, pressed]) => (
              <div key={name} style={{ display: "contents" }}>
                <dt>{t(`palette.does.${name}`)}</dt>
                <dd>
                  {pressed.map((key) => (
                    <Kbd key={key}>{nameOf(key)}</Kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </Dialog>
  );
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default KeyMap;
