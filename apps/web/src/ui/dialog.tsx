import { Modal } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./floating.module.css";
import { useEscape } from "./use-escape.ts";
import { useReturnFocus } from "./use-return-focus.ts";

// By way of the root: a class given to the content would also be the frame's.
const FLOATING = { content: classes["content"] ?? "" };

const stay = (): void => undefined;

interface DialogProps {
  readonly title: ReactNode;
  /** Without it, it is not to be left but by what it asks for. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
  /** In pixels; 440 unless said otherwise. Phones give it the whole screen. */
  readonly size?: number;
  /** Where the focus goes: into the heading, or to what bears `data-autofocus`, as in a form of few fields. */
  readonly focus?: "heading" | "field";
}

/**
 * Something to decide before going on. It is open as long as it is rendered; its acts stand in a `DialogFoot`.
 * The focus goes into its heading, and back to where it was.
 */
export const Dialog = ({ title, onClose, children, size = 440, focus = "heading" }: DialogProps) => {
  const { t } = useTranslation();
  const isPhone = useMediaQuery("(max-width: 600px)", undefined, { getInitialValueInEffect: false });
  useReturnFocus();
  useEscape(onClose);
  return (
    <Modal.Root
      opened
      onClose={onClose ?? stay}
      size={size}
      fullScreen={isPhone}
      returnFocus={false}
      centered
      radius={isPhone ? 0 : "lg"}
      transitionProps={{ duration: 160 }}
      classNames={FLOATING}
      closeOnEscape={false}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={classes["head"]}>
          <Modal.Title
            className={classes["title"]}
            tabIndex={-1}
            {...(focus === "heading" ? { "data-autofocus": true } : {})}
          >
            {title}
          </Modal.Title>
          {onClose !== undefined && <Modal.CloseButton aria-label={t("common.close")} />}
        </div>
        <Modal.Body className={classes["body"]}>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
};
