import { Kbd } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { Command } from "./commands.ts";
import classes from "./palette.module.css";

interface CommandLineProps {
  readonly id: string;
  readonly command: Command;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onRun: () => void;
}

export const CommandLine = ({ id, command, isChosen, onPoint, onRun }: CommandLineProps) => {
  const { label, hint, icon: Icon, keys = [] } = command;
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) element.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    // The field keeps the focus and its keys; the pointer is a second way.
    <div
      ref={element}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className={classes["line"]}
      onPointerMove={() => !isChosen && onPoint()}
      onClick={onRun}
    >
      <Icon size={18} stroke={1.75} aria-hidden />
      <span className={classes["label"]}>{label}</span>
      {hint !== undefined && <span className={classes["hint"]}>{hint}</span>}
      {keys.length > 0 && (
        <span className={classes["keys"]} aria-hidden>
          {keys.map((key) => (
            <Kbd key={key} size="xs">
              {key}
            </Kbd>
          ))}
        </span>
      )}
    </div>
  );
};
