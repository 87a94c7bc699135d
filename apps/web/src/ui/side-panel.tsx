import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./floating.module.css";
import { useEscape } from "./use-escape.ts";
import { useReturnFocus } from "./use-return-focus.ts";

// By way of the root: a class given to the content would also be the frame's.
const FLOATING = { content: classes["content"] ?? "" };

interface SidePanelProps {
  readonly title: ReactNode;
  /** Where it has an address of its own, goes back to that of the page. */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** In pixels, 476 unless said otherwise; a phone's screen is filled. */
  readonly size?: number;
}

/**
 * Details beside the page, at its right. It is open as long as it is rendered; its acts stand in a `DialogFoot`.
 * The focus goes into its heading, and back to where it was.
 */
export const SidePanel = ({ title, onClose, children, size = 476 }: SidePanelProps) => {
  const { t } = useTranslation();
  useReturnFocus();
  useEscape(onClose);
  return (
    <Drawer.Root
      opened
      onClose={onClose}
      position="right"
      size={size}
      returnFocus={false}
      closeOnEscape={false}
      classNames={FLOATING}
    >
      <Drawer.Overlay />
      <Drawer.Content>
        <div className={classes["head"]}>
          <Drawer.Title className={classes["title"]} tabIndex={-1} data-autofocus>
            {title}
          </Drawer.Title>
          <Drawer.CloseButton aria-label={t("common.close")} />
        </div>
        <Drawer.Body className={classes["body"]}>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
};
