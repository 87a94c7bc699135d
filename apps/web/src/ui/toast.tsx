import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconAlertTriangle, IconCheck } from "@tabler/icons-react";
import classes from "./toast.module.css";

interface Toast {
  readonly text: string;
  readonly kind?: "done" | "problem";
  readonly action?: { readonly label: string; readonly act: () => void };
}

/** Long enough to read and reach what it offers. */
const SHOWN = { done: 6_000, problem: 12_000 } as const;

/** Says what was done, or could not be, and offers the way back. */
export const toast = (given: Toast): { readonly change: (text: string) => void } => {
  const { kind = "done" } = given;
  const id = notifications.show({
    ...contentOf(given, () => notifications.hide(id)),
    autoClose: SHOWN[kind],
  });
  return {
    change: (text) =>
      void notifications.update({
        id,
        ...contentOf({ ...given, text }, () => notifications.hide(id)),
        autoClose: SHOWN[kind],
      }),
  };
};

const contentOf = ({ text, kind = "done", action }: Toast, hide: () => void) => ({
  icon: kind === "done" ? <IconCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />,
  color: kind === "done" ? "tinta" : "red",
  role: kind === "done" ? "status" : "alert",
  message: (
    <span className={classes["line"]}>
      <span>{text}</span>
      {action !== undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            hide();
            action.act();
          }}
        >
          {action.label}
        </Button>
      )}
    </span>
  ),
});
