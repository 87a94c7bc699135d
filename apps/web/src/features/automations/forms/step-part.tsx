import type { ActionName, IndexPath } from "@cadencia/contracts/automation";
import { useTranslation } from "react-i18next";
import { useDefinition } from "../draft/use-draft.ts";
import { useFaults } from "../draft/use-faults.ts";
import { ACTION_INPUTS } from "./action-inputs.ts";
import { BranchForm } from "./branch-form.tsx";
import { FilterControl } from "./controls/filter-control.tsx";
import { ParameterForm } from "./parameter-form.tsx";
import { useStep } from "./use-step.ts";
import { WaitForm } from "./wait-form.tsx";
import { WindowForm } from "./window-form.tsx";

interface StepPartProps {
  readonly path: IndexPath;
  readonly kind: string;
  /** The slot of the action's clause that was pressed. */
  readonly slot?: string;
}

/** The parameters behind a slot of a sentence, where they bear another name. */
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  what: ["template", "subject", "text", "survey"],
  activity: ["type", "summary"],
  activities: ["type", "summary"],
  people: ["mode", "users"],
  address: ["url"],
};

const inputsBehind = (action: ActionName, slot: string): readonly string[] | undefined => {
  const keys = ACTION_INPUTS[action].map(({ key }) => key);
  const wanted = (BEHIND[slot] ?? [slot]).filter((key) => keys.includes(key));
  return wanted.length === 0 ? undefined : wanted;
};

/** One side of a step: its wait, its window, its condition, or what it does. */
export const StepPart = ({ path, kind, slot = "" }: StepPartProps) => {
  const { t } = useTranslation();
  const { object } = useDefinition();
  const { step, put } = useStep(path);
  const faults = useFaults(path);
  if (step === undefined) return null;
  const within = (part: string) => (inner: string) => faults.of(inner === "" ? part : `${part}.${inner}`);
  if (!("do" in step)) return <BranchForm path={path} />;
  switch (kind) {
    case "wait":
      return (
        <WaitForm
          wait={step.wait}
          object={object}
          faultOf={within("wait")}
          onChange={(wait) => put({ wait }, "wait")}
        />
      );
    case "window":
      return (
        <WindowForm
          window={step.window}
          object={object}
          faultOf={within("window")}
          onChange={(window) => put({ window }, "window")}
        />
      );
    case "if":
      return (
        <FilterControl
          name="if"
          isAfterEvent={step.wait !== undefined && "event" in step.wait}
          object={object}
          label={t("editor.if")}
          value={step.if}
          error={faults.of("if")}
          onChange={(filter) => put({ if: filter }, "if")}
        />
      );
    default: {
      const only = slot === "" ? undefined : inputsBehind(step.do, slot);
      return (
        <ParameterForm
          action={step.do}
          object={object}
          parameters={step.with ?? {}}
          faultOf={(key) => faults.of(key === "" ? "with" : `with.${key}`)}
          onChange={(parameters) => put({ with: parameters }, "with")}
          {...(only === undefined ? {} : { only })}
        />
      );
    }
  }
};
