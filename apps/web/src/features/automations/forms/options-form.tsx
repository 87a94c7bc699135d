import type { AutomationInput } from "@cadencia/contracts/automation";
import { Autocomplete, NativeSelect, Switch, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { automationsQuery } from "../queries.ts";
import { asText } from "./control.ts";
import { DurationControl } from "./controls/duration-control.tsx";
import { FilterControl } from "./controls/filter-control.tsx";
import classes from "./forms.module.css";

interface OptionsFormProps {
  readonly definition: AutomationInput;
  readonly onChange: (definition: AutomationInput, thing: string) => void;
  readonly faultOf: (path: string) => string | null;
}

type Enrollment = NonNullable<AutomationInput["enrollment"]>;

const spoken = <Shape extends object>(shape: Shape): Shape | undefined => {
  const entries = Object.entries(shape).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Shape);
};

const without = <Shape extends object>(shape: Shape): Shape => spoken(shape) ?? ({} as Shape);

const textual = (text: string): string | undefined => (text.trim() === "" ? undefined : text);

const mailsCustomer = ({ steps }: AutomationInput): boolean =>
  steps.length > 1 &&
  steps.some(
    (step) => "do" in step && step.do === "send_email" && [step.with?.["to"]].flat().includes("customer"),
  );

/** What other automations are called together by. */
const useKnownNames = (): { readonly folders: string[]; readonly groups: string[] } => {
  const { data } = useQuery(automationsQuery);
  const items = data?.items ?? [];
  const groups = items.flatMap(({ definition }) => {
    const name = (definition["enrollment"] as Enrollment | undefined)?.group;
    return typeof name === "string" ? [name] : [];
  });
  return {
    folders: [...new Set(items.flatMap(({ folder }) => folder ?? []))],
    groups: [...new Set(groups)],
  };
};

/** What it is called, who may enter, what ends a run early. */
export const OptionsForm = ({ definition, onChange, faultOf }: OptionsFormProps) => {
  const { t } = useTranslation();
  const { folders, groups } = useKnownNames();
  const { enrollment = {}, object } = definition;
  const { again = "every_time", while_active: whileActive = "ignore", exit = {}, group } = enrollment;
  const put = (change: Partial<AutomationInput>, thing: string) =>
    onChange(without({ ...definition, ...change }), thing);
  const enroll = (change: Partial<Enrollment>, thing: string) =>
    put({ enrollment: spoken({ ...enrollment, ...change }) } as Partial<AutomationInput>, thing);
  const leave = (change: object, thing: string) =>
    enroll({ exit: spoken({ ...exit, ...change }) } as Partial<Enrollment>, thing);
  const gap = typeof again === "object" ? again.gap : undefined;
  return (
    <div className={classes["form"]}>
      <TextInput
        label={t("editor.options.name")}
        value={definition.name ?? ""}
        error={faultOf("name")}
        onChange={(event) => put({ name: event.currentTarget.value }, "name")}
      />
      <Autocomplete
        label={t("editor.options.folder")}
        data={folders}
        value={definition.folder ?? ""}
        error={faultOf("folder")}
        onChange={(folder) => put({ folder: textual(folder) } as Partial<AutomationInput>, "folder")}
      />
      <Textarea
        autosize
        minRows={2}
        label={t("editor.options.description")}
        value={definition.description ?? ""}
        onChange={({ currentTarget: { value } }) =>
          put({ description: textual(value) } as Partial<AutomationInput>, "description")
        }
      />
      <div className={classes["section"]}>
        <NativeSelect
          label={t("editor.options.again")}
          error={faultOf("enrollment.again")}
          data={["every_time", "once", "gap"].map((one) => ({
            value: one,
            label: t(`editor.options.again_${one}`),
          }))}
          value={typeof again === "string" ? again : "gap"}
          onChange={({ currentTarget: { value } }) =>
            enroll(
              {
                again: value === "gap" ? { gap: "30d" } : value === "once" ? "once" : undefined,
              } as Partial<Enrollment>,
              "again",
            )
          }
        />
        {gap !== undefined && (
          <DurationControl
            required
            name="gap"
            object={object}
            label={t("editor.options.gap")}
            value={gap}
            error={faultOf("enrollment.again.gap")}
            onChange={(next) => enroll({ again: { gap: asText(next) || "1d" } }, "gap")}
          />
        )}
        <NativeSelect
          label={t("editor.options.whileActive")}
          data={["ignore", "restart"].map((one) => ({ value: one, label: t(`editor.options.while_${one}`) }))}
          value={whileActive}
          onChange={({ currentTarget: { value } }) =>
            enroll(
              { while_active: value === "restart" ? "restart" : undefined } as Partial<Enrollment>,
              "while",
            )
          }
        />
        <Autocomplete
          label={t("editor.options.group")}
          description={t("editor.options.groupText")}
          data={groups}
          value={group ?? ""}
          error={faultOf("enrollment.group")}
          onChange={(next) => enroll({ group: textual(next) } as Partial<Enrollment>, "group")}
        />
      </div>
      <ExitPart definition={definition} put={put} leave={leave} faultOf={faultOf} />
    </div>
  );
};

interface ExitPartProps extends Pick<OptionsFormProps, "definition" | "faultOf"> {
  readonly put: (change: Partial<AutomationInput>, thing: string) => void;
  readonly leave: (change: object, thing: string) => void;
}

/** What ends a run early. */
const ExitPart = ({ definition, put, leave, faultOf }: ExitPartProps) => {
  const { t } = useTranslation();
  const { trigger, object, enrollment } = definition;
  const exit = enrollment?.exit ?? {};
  return (
    <div className={classes["section"]}>
      {"enters" in trigger && (
        <Switch
          label={t("editor.options.leaves")}
          checked={exit.leaves ?? true}
          onChange={({ currentTarget: { checked } }) =>
            leave({ leaves: checked ? undefined : false }, "leaves")
          }
        />
      )}
      <Switch
        label={t("editor.options.onReply")}
        checked={exit.on_reply ?? mailsCustomer(definition)}
        onChange={({ currentTarget: { checked } }) =>
          leave({ on_reply: checked === mailsCustomer(definition) ? undefined : checked }, "on_reply")
        }
      />
      <FilterControl
        name="goal"
        object={object}
        label={t("editor.options.goal")}
        value={exit.when ?? undefined}
        error={faultOf("enrollment.exit.when")}
        onChange={(when) => leave({ when }, "goal")}
      />
      <NativeSelect
        label={t("editor.options.onFailure")}
        data={["continue", "stop"].map((one) => ({
          value: one,
          label: t(`editor.options.failure_${one}`),
        }))}
        value={definition.on_failure ?? "continue"}
        onChange={({ currentTarget: { value } }) =>
          put({ on_failure: value === "stop" ? "stop" : undefined } as Partial<AutomationInput>, "on_failure")
        }
      />
    </div>
  );
};
