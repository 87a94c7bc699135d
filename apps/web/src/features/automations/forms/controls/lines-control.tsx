import type { ComponentType } from "react";
import { ActionIcon, Button, Input, Stack } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ControlProps } from "../control.ts";
import classes from "../forms.module.css";
import { ACTION_INPUTS, type ControlKind } from "../action-inputs.ts";
import { ActivityTypeControl } from "./activity-type-control.tsx";
import { SwitchControl } from "./choice-control.tsx";
import { DueControl } from "./due-control.tsx";
import { PersonControl } from "./people-controls.tsx";
import { LineControl, TextControl } from "./text-control.tsx";

type Line = Readonly<Record<string, unknown>>;

/** What planning one activity takes; the registry of all controls would hold itself. */
const LINE_CONTROLS: Partial<Record<ControlKind, ComponentType<ControlProps>>> = {
  activityType: ActivityTypeControl,
  due: DueControl,
  person: PersonControl,
  switch: SwitchControl,
  text: TextControl,
};

/** Activities of a plan; each takes what planning one takes. */
export const LinesControl = ({ label, value, onChange, error, object }: ControlProps) => {
  const { t } = useTranslation();
  const lines = Array.isArray(value) ? (value as readonly Line[]) : [];
  const write = (next: readonly Line[]) => onChange(next.length === 0 ? undefined : next);
  const put = (at: number, key: string, next: unknown) =>
    write(
      lines.map((line, position) => {
        if (position !== at) return line;
        const { [key]: _, ...rest } = line;
        return next === undefined ? rest : { ...rest, [key]: next };
      }),
    );
  return (
    <Input.Wrapper label={label} labelElement="div" error={error}>
      <Stack gap={8}>
        {lines.map((line, at) => (
          <div
            key={at}
            className={classes["row"]}
            role="group"
            aria-label={t("editor.line", { number: at + 1 })}
          >
            <div className={classes["rowHead"]}>
              <strong>{t("editor.line", { number: at + 1 })}</strong>
              <ActionIcon
                variant="subtle"
                aria-label={t("editor.removeRow", { number: at + 1 })}
                onClick={() => write(lines.filter((_, position) => position !== at))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </div>
            {ACTION_INPUTS.plan_activity.map(({ key, control, required }) => {
              const Control = LINE_CONTROLS[control] ?? LineControl;
              return (
                <Control
                  key={key}
                  name={key}
                  label={t(`editor.param.${key}`)}
                  object={object}
                  value={line[key]}
                  required={required}
                  error={null}
                  onChange={(next) => put(at, key, next)}
                />
              );
            })}
          </div>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: "start" }}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => write([...lines, { type: "call" }])}
        >
          {t("editor.addLine")}
        </Button>
      </Stack>
    </Input.Wrapper>
  );
};
