import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import { problemText } from "../lib/api/problem-text.ts";
import { translate } from "../lib/i18n.ts";
import { newId } from "../lib/new-id.ts";
import classes from "./toast.module.css";

interface Toast {
  readonly text: string;
  readonly kind?: "done" | "problem";
  readonly action?: { readonly label: string; readonly act: () => void };
}

// Loaded with the place where toasts appear; calls keep their order.
const library = async () => (await import("./toasts.tsx")).notifications;

/** Long enough to read and reach what it offers. */
const SHOWN = { done: 6_000, problem: 12_000 } as const;

/** What the last toast offered, also after it is gone; until when by the page's own time, which nobody sets. */
let lastWay: { readonly act: () => void; readonly until: number } | null = null;
const REMEMBERED = 60_000;

/** A way back that no toast offers: an edit whose result stands before one's eyes. */
export const rememberUndo = (act: () => void): void => {
  lastWay = { act, until: performance.now() + REMEMBERED };
};

/** Ctrl+Z: takes the way back that was offered last; false where there is none. */
export const undoLast = (): boolean => {
  const way = lastWay;
  lastWay = null;
  if (way === null || way.until < performance.now()) return false;
  void library().then((notifications) => notifications.clean());
  way.act();
  return true;
};

/** Says what was done, or could not be, and offers the way back. */
export const toast = (given: Toast): { readonly change: (text: string) => void } => {
  const { kind = "done", action } = given;
  if (kind === "done")
    lastWay = action === undefined ? null : { act: action.act, until: performance.now() + REMEMBERED };
  const id = newId();
  const shown = (one: Toast) => ({ id, ...contentOf(one, () => hide(id)), autoClose: SHOWN[kind] });
  void library().then((notifications) => notifications.show(shown(given)));
  return {
    change: (text) => void library().then((notifications) => notifications.update(shown({ ...given, text }))),
  };
};

/** Says why something could not be done. */
export const tellProblem = (error: unknown): void =>
  void toast({ kind: "problem", text: problemText(error) });

const hide = (id: string): void => void library().then((notifications) => notifications.hide(id));

const contentOf = ({ text, kind = "done", action }: Toast, close: () => void) => ({
  icon: kind === "done" ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />,
  color: kind === "done" ? "tinta" : "red",
  role: kind === "done" ? "status" : "alert",
  closeButtonProps: { "aria-label": translate("common.close") ?? "" },
  message: (
    <span className={classes["line"]}>
      <span>{text}</span>
      {action !== undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            close();
            lastWay = null;
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
    </span>
  ),
});
