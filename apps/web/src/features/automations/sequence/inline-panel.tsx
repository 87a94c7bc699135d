import { CloseButton } from "@mantine/core";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./sequence.module.css";

interface InlinePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Details beside the rail, which stays in reach: its moments change while one types. */
export const InlinePanel = ({ title, onClose, children }: InlinePanelProps) => {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <aside
      className={classes["panel"]}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <div className={classes["panelHead"]}>
        <h2 ref={heading} tabIndex={-1} className={classes["panelTitle"]}>
          {title}
        </h2>
        <CloseButton aria-label={t("common.close")} onClick={onClose} />
      </div>
      {children}
    </aside>
  );
};
