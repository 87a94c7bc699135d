import { useState, type DragEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./files.module.css";

interface DropZoneProps {
  /** Whether anything may be dropped here. */
  readonly isOpen: boolean;
  readonly onDrop: (files: readonly File[]) => void;
  readonly children: ReactNode;
}

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes("Files");

/** Takes files from outside the browser; who has no pointer uses the button within. */
export const DropZone = ({ isOpen, onDrop, children }: DropZoneProps) => {
  const { t } = useTranslation();
  const [isOver, setOver] = useState(false);
  if (!isOpen) return <div>{children}</div>;
  return (
    <div
      className={classes["zone"]}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onDrop([...event.dataTransfer.files]);
      }}
    >
      {children}
      {isOver && <div className={classes["over"]}>{t("files.drop")}</div>}
    </div>
  );
};
