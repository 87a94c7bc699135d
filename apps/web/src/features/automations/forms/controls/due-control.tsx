import { NativeSelect, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { asText, type ControlProps } from "../control.ts";
import { ClockControl } from "./clock-control.tsx";
import { DurationControl, OffsetControl } from "./duration-control.tsx";
import { DateFieldControl } from "./field-control.tsx";
import { LineControl } from "./text-control.tsx";

type Parts = Readonly<Record<string, unknown>>;
type Mode = "none" | "for" | "field" | "text";

const modeOf = (value: unknown): Mode => {
  if (value === undefined) return "none";
  if (typeof value === "string") return /^\d+(m|h|d|w|mo|y|bd|bh)$/u.test(value) ? "for" : "text";
  return "field" in (value as object) ? "field" : "for";
};

const BEGINNING: Readonly<Record<Mode, unknown>> = {
  none: undefined,
  for: "3d",
  field: { field: "" },
  text: "{{ }}",
};

/** When something falls due: so long from now, or at a date of the record. `isMoment`: or as a text says. */
const When = ({ isMoment, ...props }: ControlProps & { readonly isMoment: boolean }) => {
  const { label, value, onChange, error, name } = props;
  const { t } = useTranslation();
  const mode = modeOf(value);
  const parts = (typeof value === "object" && value !== null ? value : {}) as Parts;
  const modes: readonly Mode[] = isMoment ? ["none", "for", "field", "text"] : ["none", "for", "field"];
  const change = (some: Parts) => {
    const next = { ...parts, ...some };
    onChange(Object.fromEntries(Object.entries(next).filter(([, one]) => one !== undefined)));
  };
  const span = typeof value === "string" ? value : parts["for"];
  return (
    <Stack gap={8}>
      <NativeSelect
        label={label}
        error={error}
        data={modes.map((one) => ({
          value: one,
          label: t(one === "none" ? `editor.due.none.${name}` : `editor.due.${one}`),
        }))}
        value={mode}
        onChange={(event) => onChange(BEGINNING[event.currentTarget.value as Mode])}
      />
      {mode === "for" && (
        <>
          <DurationControl
            {...props}
            error={null}
            label={t("editor.due.span")}
            value={span}
            onChange={(next) =>
              parts["at"] === undefined ? onChange(next ?? "1d") : change({ for: next ?? "1d" })
            }
          />
          <ClockControl
            {...props}
            error={null}
            label={t("editor.due.at")}
            value={parts["at"]}
            onChange={(at) => (at === undefined ? onChange(span) : onChange({ for: span, at }))}
          />
        </>
      )}
      {mode === "field" && (
        <>
          <DateFieldControl
            {...props}
            error={null}
            required
            label={t("editor.due.dateField")}
            value={parts["field"]}
            onChange={(field) => change({ field: asText(field) })}
          />
          <OffsetControl
            {...props}
            error={null}
            label={t("editor.due.span")}
            value={parts["offset"]}
            onChange={(offset) => change({ offset })}
          />
          <ClockControl
            {...props}
            error={null}
            label={t("editor.due.at")}
            value={parts["at"]}
            onChange={(at) => change({ at })}
          />
        </>
      )}
      {mode === "text" && <LineControl {...props} error={null} label={t("editor.due.words")} />}
    </Stack>
  );
};

export const DueControl = (props: ControlProps) => <When {...props} isMoment={false} />;
export const MomentControl = (props: ControlProps) => <When {...props} isMoment />;
