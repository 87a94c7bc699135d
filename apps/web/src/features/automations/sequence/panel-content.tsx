import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import type { DoStepInput, IndexPath } from "@cadencia/contracts/automation";
import { ACTIONS } from "@cadencia/contracts/automation";
import { useTranslation } from "react-i18next";
import { pathOf, stepAt } from "../draft/steps.ts";
import { useDefinition, useDraftStore } from "../draft/use-draft.ts";
import { useFaults, useFaultText } from "../draft/use-faults.ts";
import { BranchForm } from "../forms/branch-form.tsx";
import { DurationControl } from "../forms/controls/duration-control.tsx";
import classes from "../forms/forms.module.css";
import { OptionsForm } from "../forms/options-form.tsx";
import { StepPart } from "../forms/step-part.tsx";
import { TriggerPart } from "../forms/trigger-part.tsx";
import { useStep } from "../forms/use-step.ts";
import { WhenPart } from "../forms/when-part.tsx";
import { useSpeech } from "../sentence/speech.ts";
import { stepTitle } from "../sentence/step.ts";
import { useSequenceActs } from "./use-sequence.ts";

/** What is in hand: the trigger, the options, or a step by its id. */
export const usePanelTitle = (part: string | null): string => {
  const { t } = useTranslation();
  const speech = useSpeech();
  const { steps, object } = useDefinition();
  if (part === null) return "";
  if (part === "trigger") return t("editor.trigger.title");
  if (part === "options") return t("editor.options.title");
  const path = pathOf(steps, part);
  const step = path === null ? undefined : stepAt(steps, path);
  if (step === undefined) return "";
  return "do" in step ? stepTitle(step, object, speech) : t("editor.item.branch");
};

export const PanelContent = ({ part }: { readonly part: string }) => {
  const { steps } = useDefinition();
  if (part === "trigger")
    return (
      <div className={classes["form"]}>
        <TriggerPart />
        <WhenPart />
      </div>
    );
  if (part === "options") return <OptionsPanel />;
  const path = pathOf(steps, part);
  return path === null ? null : <StepPanel path={path} />;
};

const OptionsPanel = () => {
  const definition = useDefinition();
  const store = useDraftStore();
  const faults = useFaults(null);
  return (
    <OptionsForm
      definition={definition}
      faultOf={faults.of}
      onChange={(next, thing) => store.edit(() => next, thing)}
    />
  );
};

const StepPanel = ({ path }: { readonly path: IndexPath }) => {
  const { t } = useTranslation();
  const { step, put } = useStep(path);
  const { remove, duplicate } = useSequenceActs();
  if (step === undefined) return null;
  return (
    <>
      <StepFaults path={path} />
      {"do" in step ? (
        <>
          <StepPart path={path} kind="action" />
          <div className={classes["section"]}>
            <StepPart path={path} kind="wait" />
            <StepPart path={path} kind="window" />
          </div>
          <div className={classes["section"]}>
            <StepPart path={path} kind="if" />
          </div>
          <RareParts step={step} put={put} path={path} />
        </>
      ) : (
        <BranchForm path={path} />
      )}
      <Group mt={20} gap={8}>
        {"do" in step && (
          <Button variant="default" onClick={() => duplicate(step.id)}>
            {t("editor.duplicate")}
          </Button>
        )}
        <Button variant="default" onClick={() => remove(step.id ?? "")}>
          {t("editor.remove")}
        </Button>
      </Group>
    </>
  );
};

/** Of the step as a whole, or of something that has no control of its own. */
const StepFaults = ({ path }: { readonly path: IndexPath }) => {
  const { all } = useFaults(path);
  const textOf = useFaultText();
  const whole = all.filter((fault) => fault.kind === "warning" || fault.path === "" || fault.path === "with");
  return whole.map((fault, at) => (
    <p key={at} className={fault.kind === "warning" ? classes["warning"] : classes["fault"]} role="alert">
      {textOf(fault)}
    </p>
  ));
};

interface RarePartsProps {
  readonly step: DoStepInput;
  readonly path: IndexPath;
  readonly put: (change: Readonly<Record<string, unknown>>, thing: string) => void;
}

/** Name, order, lateness, quiet hours: as they go without saying, folded away. */
const RareParts = ({ step, put, path }: RarePartsProps) => {
  const { t } = useTranslation();
  const { object } = useDefinition();
  const faults = useFaults(path);
  const { name, start, max_late: late, quiet } = step;
  const isSaid =
    [name, start, late, quiet].some((one) => one !== undefined) || faults.of("max_late") !== null;
  const [isOpen, setOpen] = useState(isSaid);
  const { sends } = ACTIONS[step.do];
  if (!isOpen)
    return (
      <Button
        mt={12}
        variant="subtle"
        size="compact-sm"
        leftSection={<IconChevronDown size={14} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t("editor.rare")}
      </Button>
    );
  return (
    <div className={classes["section"]}>
      <TextInput
        label={t("editor.stepName")}
        value={name ?? ""}
        onChange={({ currentTarget: { value } }) => put({ name: value === "" ? undefined : value }, "name")}
      />
      <NativeSelect
        label={t("editor.start.label")}
        data={["after", "parallel"].map((one) => ({ value: one, label: t(`editor.start.${one}`) }))}
        value={start ?? "after"}
        onChange={({ currentTarget: { value } }) =>
          put({ start: value === "parallel" ? "parallel" : undefined }, "start")
        }
      />
      <DurationControl
        name="max_late"
        object={object}
        label={t("editor.maxLate")}
        description={t(sends === null ? "editor.maxLateNever" : "editor.maxLateMessages")}
        value={late}
        error={faults.of("max_late")}
        onChange={(next) => put({ max_late: next }, "max_late")}
      />
      {sends !== null && sends !== "email" && (
        <NativeSelect
          label={t("editor.quiet.label")}
          data={[
            { value: "", label: t("editor.quiet.usual") },
            ...["defer", "drop", "expire"].map((one) => ({ value: one, label: t(`editor.quiet.${one}`) })),
          ]}
          value={quiet ?? ""}
          onChange={({ currentTarget: { value } }) =>
            put({ quiet: value === "" ? undefined : value }, "quiet")
          }
        />
      )}
    </div>
  );
};
