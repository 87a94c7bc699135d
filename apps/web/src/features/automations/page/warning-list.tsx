import { use } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "@mantine/core";
import { IconAlertTriangle, IconCircleX } from "@tabler/icons-react";
import { useDefinition } from "../draft/use-draft.ts";
import { stepAt } from "../draft/steps.ts";
import { FaultsContext, useFaultLine } from "../draft/use-faults.ts";
import type { Fault } from "../draft/faults.ts";
import classes from "./warning-list.module.css";
import { useEditor } from "./use-editor.ts";

/** What keeps it from being published, and what is hardly meant; each leads to its place. */
export const WarningList = () => {
  const { t } = useTranslation();
  const faults = use(FaultsContext);
  const { open, mayEdit } = useEditor();
  const textOf = useFaultLine();
  const { steps } = useDefinition();
  if (faults.length === 0) return null;
  const placeOf = ({ index, path }: Fault): string | null => {
    if (index !== null) return stepAt(steps, index)?.id ?? null;
    return path.startsWith("trigger") || path.startsWith("when")
      ? "trigger"
      : path === "steps"
        ? null
        : "options";
  };
  return (
    <ul className={classes["list"]} aria-label={t("editor.faults", { count: faults.length })}>
      {faults.map((fault, position) => {
        const part = placeOf(fault);
        const Icon = fault.kind === "fault" ? IconCircleX : IconAlertTriangle;
        return (
          <li key={position} className={classes["item"]} data-kind={fault.kind}>
            <Icon size={16} aria-hidden />
            {part === null || !mayEdit ? (
              <span>{textOf(fault)}</span>
            ) : (
              <Button
                variant="transparent"
                size="compact-sm"
                className={classes["link"] ?? ""}
                onClick={() => open(part)}
              >
                {textOf(fault)}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
