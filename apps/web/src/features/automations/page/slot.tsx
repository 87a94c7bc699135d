import { Button, Popover } from "@mantine/core";
import { useClickOutside } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { pathOf } from "../draft/steps.ts";
import { StepPart } from "../forms/step-part.tsx";
import { TriggerPart } from "../forms/trigger-part.tsx";
import { WhenPart } from "../forms/when-part.tsx";
import classes from "./page.module.css";
import { useEditor } from "./use-editor.ts";

export type SlotKind = "trigger" | "when" | "branch" | "wait" | "window" | "if" | "action";

const FLOATING = "[role=listbox], [role=option], [role=menu], [data-portal]";

interface SlotProps {
  /** What the slot is of: "wait", "stage", "to". */
  readonly name: string;
  readonly words: string;
  readonly part: string | null;
  readonly kind: SlotKind;
}

/** A part of the sentence that one changes where it stands. */
export const Slot = ({ name, words, part, kind }: SlotProps) => {
  const { t, i18n } = useTranslation();
  const { open } = useEditor();
  const { steps } = useDefinition();
  const [isOpen, setOpen] = useState(false);
  const label = i18n.exists(`editor.slot.${name}`) ? t(`editor.slot.${name}`) : t(`editor.slot.${kind}`);
  const path = part === null ? null : pathOf(steps, part);
  const [dropdown, setDropdown] = useState<HTMLElement | null>(null);
  const [target, setTarget] = useState<HTMLElement | null>(null);
  useClickOutside(
    (event) => {
      // Lists and menus of its controls float outside of it and are a part of it.
      const isOwn = event.target instanceof Element && event.target.closest(FLOATING) !== null;
      if (!isOwn) setOpen(false);
    },
    null,
    [dropdown, target],
    isOpen,
  );
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      width={340}
      position="bottom-start"
      shadow="md"
      trapFocus
      closeOnClickOutside={false}
      returnFocus
      withinPortal
    >
      <Popover.Target>
        <button
          ref={setTarget}
          type="button"
          className={classes["slot"]}
          aria-label={`${label}: ${words}`}
          onClick={() => setOpen((was) => !was)}
        >
          {words}
        </button>
      </Popover.Target>
      <Popover.Dropdown ref={setDropdown} mah={480} style={{ overflowY: "auto" }} aria-label={label}>
        {kind === "trigger" && <TriggerPart />}
        {kind === "when" && <WhenPart />}
        {path !== null && part !== null && <StepPart path={path} kind={kind} slot={name} />}
        <Button
          variant="subtle"
          size="compact-sm"
          mt={12}
          onClick={() => {
            setOpen(false);
            open(part ?? "trigger");
          }}
        >
          {t("editor.openAll")}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
};
