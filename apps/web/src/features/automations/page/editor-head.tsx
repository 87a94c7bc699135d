import type { AutomationInput } from "@cadencia/contracts/automation";
import { ActionIcon, Button, Menu } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBolt,
  IconBoltOff,
  IconCopy,
  IconDots,
  IconHistory,
  IconRoute,
  IconSettings,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { countChanges } from "../draft/changes.ts";
import { useDraft, useDraftStore } from "../draft/use-draft.ts";
import type { Act } from "../publishing/act.ts";
import { Acts } from "../publishing/acts.tsx";
import type { AutomationInfo } from "../queries.ts";
import { ConflictNote } from "./conflict-note.tsx";
import { EditableSentence } from "./editable-sentence.tsx";
import classes from "./page.module.css";
import { SaveNote } from "./save-note.tsx";
import { useEditor, VIEWS } from "./use-editor.ts";
import { WarningList } from "./warning-list.tsx";

interface EditorHeadProps {
  readonly automation: AutomationInfo | null;
  readonly published: AutomationInput | null;
}

/** Name, state, the rule as a sentence, the views, and what one may do with it. */
export const EditorHead = ({ automation, published }: EditorHeadProps) => {
  const { t } = useTranslation();
  const { view, hrefOf, mayEdit, act, setAct } = useEditor();
  const { history } = useDraft();
  const definition = history.present;
  const changes = published === null ? null : countChanges(published, definition);
  const isOn = automation?.state === "active";
  const Icon = isOn ? IconBolt : IconBoltOff;
  return (
    <div className={classes["head"]}>
      <div className={classes["line"]}>
        <div className={classes["name"]}>
          <h1 style={{ margin: 0, fontSize: 20, lineHeight: "28px" }}>{definition.name ?? definition.key}</h1>
          {definition.folder !== undefined && <span className={classes["folder"]}>{definition.folder}</span>}
          <span className={classes["state"]} data-on={isOn}>
            <Icon size={14} aria-hidden />
            {t(automation === null ? "editor.state.fresh" : `editor.state.${automation.state}`)}
          </span>
          {automation !== null && (
            <span className={classes["saved"]}>{t("editor.version", { version: automation.version })}</span>
          )}
          {mayEdit && <SaveNote changes={changes} />}
        </div>
        <nav className={classes["views"]} aria-label={t("editor.views")}>
          {VIEWS.map((one) => (
            <Link
              key={one}
              href={hrefOf(one)}
              className={classes["view"]}
              aria-current={one === view ? "page" : undefined}
            >
              {t(`editor.view.${one}`)}
            </Link>
          ))}
        </nav>
        {mayEdit && <HeadActs automation={automation} changes={changes} act={setAct} />}
      </div>
      <ConflictNote version={automation?.version ?? 0} />
      <EditableSentence />
      <WarningList />
      {act !== null && (
        <Acts
          act={act}
          automation={automation}
          published={published}
          close={() => setAct(null)}
          next={setAct}
        />
      )}
    </div>
  );
};

interface HeadActsProps {
  readonly automation: AutomationInfo | null;
  readonly changes: number | null;
  readonly act: (act: Act) => void;
}

const HeadActs = ({ automation, changes, act }: HeadActsProps) => {
  const { t } = useTranslation();
  const store = useDraftStore();
  const { history } = useDraft();
  const { open } = useEditor();
  const [, go] = useLocation();
  const isOn = automation?.state === "active";
  const isChanged = changes === null || changes > 0;
  return (
    <>
      <ActionIcon
        variant="subtle"
        aria-label={t("editor.undo")}
        disabled={history.past.length === 0}
        onClick={() => store.undo()}
      >
        <IconArrowBackUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        aria-label={t("editor.redo")}
        disabled={history.future.length === 0}
        onClick={() => store.redo()}
      >
        <IconArrowForwardUp size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="default" size={34} aria-label={t("editor.actions")}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconSettings size={16} aria-hidden />} onClick={() => open("options")}>
            {t("editor.options.title")}
          </Menu.Item>
          {automation !== null && (
            <>
              <Menu.Item
                leftSection={<IconRoute size={16} aria-hidden />}
                onClick={() => go(`/automations/${automation.key}/runs`)}
              >
                {t("editor.runs")}
              </Menu.Item>
              <Menu.Item leftSection={<IconHistory size={16} aria-hidden />} onClick={() => act("history")}>
                {t("editor.history.open")}
              </Menu.Item>
              <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => act("copy")}>
                {t("editor.copy.open")}
              </Menu.Item>
              {isOn && isChanged && (
                <Menu.Item leftSection={<IconBoltOff size={16} aria-hidden />} onClick={() => act("pause")}>
                  {t("editor.pause.open")}
                </Menu.Item>
              )}
            </>
          )}
          <Menu.Divider />
          {isChanged && (
            <Menu.Item leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => act("discard")}>
              {t("editor.discard.open")}
            </Menu.Item>
          )}
          {automation !== null && (
            <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => act("delete")}>
              {t("editor.delete.open")}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isChanged ? (
        <Button onClick={() => act("publish")}>
          {t(automation === null ? "editor.publish.define" : "editor.publish.open")}
        </Button>
      ) : isOn ? (
        <Button variant="default" onClick={() => act("pause")}>
          {t("editor.pause.open")}
        </Button>
      ) : (
        <Button onClick={() => act("activate")}>{t("editor.activate.open")}</Button>
      )}
    </>
  );
};
