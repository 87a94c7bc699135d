import { Loader, Modal, VisuallyHidden } from "@mantine/core";
import { useDebouncedValue, useMediaQuery } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useLocation, useRoute } from "wouter";
import { useEscape } from "../../ui/use-escape.ts";
import { useReturnFocus } from "../../ui/use-return-focus.ts";
import { isMeant, useHouseCommands, usePageCommands, useRecordVerbs, type Command } from "./commands.ts";
import { CommandLine } from "./command-line.tsx";
import { opened } from "./opening.ts";
import classes from "./palette.module.css";
import { useFoundRecords, useRecentRecords } from "./use-found-records.ts";

const PATIENCE = 180;

interface Group {
  readonly name: string;
  readonly commands: readonly Command[];
}

const close = (): void => opened.set(null);

/** Records by name, pages, and what can be done with the record in view, in one list under one field. */
const Palette = () => {
  const { t } = useTranslation();
  const id = useId();
  const [, navigate] = useLocation();
  const isPhone = useMediaQuery("(max-width: 600px)", undefined, { getInitialValueInEffect: false });
  const [typed, setTyped] = useState("");
  const [chosen, setChosen] = useState(0);
  const { groups, isLooking } = useGroups(typed);
  const lines = groups.flatMap(({ commands }) => commands);
  const current = lines[Math.min(chosen, lines.length - 1)];
  useReturnFocus();
  useEscape(close);
  const run = ({ act }: Command) => {
    close();
    if (typeof act === "string") navigate(act);
    else act();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && lines.length > 0) {
      event.preventDefault();
      setChosen((Math.min(chosen, lines.length - 1) + step + lines.length) % lines.length);
    }
    if (event.key === "Enter" && current !== undefined) {
      event.preventDefault();
      run(current);
    }
  };
  return (
    <Modal.Root
      opened
      onClose={close}
      closeOnEscape={false}
      size={620}
      fullScreen={isPhone}
      returnFocus={false}
      radius={isPhone ? 0 : "lg"}
      yOffset="12vh"
      transitionProps={{ duration: 120 }}
      classNames={{ content: classes["content"] ?? "" }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t("shell.search")}>
        <VisuallyHidden>
          <Modal.Title>{t("shell.search")}</Modal.Title>
        </VisuallyHidden>
        <div className={classes["field"]}>
          <IconSearch size={18} stroke={1.75} aria-hidden />
          <input
            data-autofocus
            className={classes["input"]}
            role="combobox"
            aria-label={t("shell.search")}
            aria-expanded
            aria-controls={`${id}-list`}
            aria-activedescendant={current === undefined ? undefined : `${id}-${current.id}`}
            aria-autocomplete="list"
            autoComplete="off"
            placeholder={t("shell.search")}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setChosen(0);
            }}
            onKeyDown={onKeyDown}
          />
          {isLooking && <Loader size={16} aria-hidden />}
          <Modal.CloseButton aria-label={t("common.close")} />
        </div>
        <div id={`${id}-list`} role="listbox" aria-label={t("palette.results")} className={classes["list"]}>
          {groups.map(({ name, commands }) => (
            <div key={name} role="group" aria-label={name}>
              <div className={classes["group"]} aria-hidden>
                {name}
              </div>
              {commands.map((command) => (
                <CommandLine
                  key={command.id}
                  id={`${id}-${command.id}`}
                  command={command}
                  isChosen={command === current}
                  onPoint={() => setChosen(lines.indexOf(command))}
                  onRun={() => run(command)}
                />
              ))}
            </div>
          ))}
        </div>
        {lines.length === 0 && (
          <p className={classes["none"]} role="status">
            {isLooking ? t("common.loading") : t("palette.none", { text: typed.trim() })}
          </p>
        )}
      </Modal.Content>
    </Modal.Root>
  );
};

const useGroups = (typed: string): { readonly groups: readonly Group[]; readonly isLooking: boolean } => {
  const { t } = useTranslation();
  const [isRecord, params] = useRoute("/records/:object/:id/*?");
  const [text] = useDebouncedValue(typed, PATIENCE);
  const here = isRecord ? { object: params.object, id: params.id } : null;
  const { found, isLooking } = useFoundRecords(text);
  const recent = useRecentRecords().filter(({ id }) => id !== here?.id);
  const verbs = useRecordVerbs(here);
  const pages = usePageCommands();
  const house = useHouseCommands();
  const meant = (commands: readonly Command[]) => commands.filter((command) => isMeant(command, typed));
  const groups = [
    { name: t("palette.onRecord"), commands: meant(verbs).slice(0, typed === "" ? 4 : 12) },
    typed.trim() === ""
      ? { name: t("palette.recent"), commands: recent }
      : { name: t("palette.records"), commands: found },
    { name: t("palette.pages"), commands: meant(pages) },
    { name: t("palette.house"), commands: meant(house) },
  ];
  return { groups: groups.filter(({ commands }) => commands.length > 0), isLooking };
};

// oxlint-disable-next-line import/no-default-export -- what React.lazy takes
export default Palette;
