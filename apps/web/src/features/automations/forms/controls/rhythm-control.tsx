import { Chip, Group, Input, NativeSelect, NumberInput, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { asText, orNothing, type ControlProps } from "../control.ts";

const FREQUENCIES = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];
const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

const partsOf = (rule: string): ReadonlyMap<string, string> =>
  new Map(
    rule
      .replace(/^RRULE:/u, "")
      .split(";")
      .filter((part) => part.includes("="))
      .map((part) => part.split("=") as [string, string]),
  );

const print = (parts: ReadonlyMap<string, string>): string =>
  [...parts].map(([key, value]) => `${key}=${value}`).join(";");

/** How often something comes again; what this form does not know of a rule is kept as it is. */
export const RhythmControl = ({ label, value, onChange, error, required = false }: ControlProps) => {
  const { t } = useTranslation();
  const rule = asText(value);
  const parts = partsOf(rule);
  const frequency = parts.get("FREQ") ?? "";
  const days = (parts.get("BYDAY") ?? "").split(",").filter((day) => DAYS.includes(day));
  const put = (key: string, next: string) => {
    const changed = new Map(parts);
    if (next === "") changed.delete(key);
    else changed.set(key, next);
    onChange(orNothing(print(changed)));
  };
  return (
    <Stack gap={8}>
      <NativeSelect
        label={label}
        withAsterisk={required}
        error={error}
        data={[
          ...(required ? [] : [{ value: "", label: t("editor.rhythm.never") }]),
          ...FREQUENCIES.map((one) => ({ value: one, label: t(`editor.rhythm.${one}`) })),
        ]}
        value={frequency}
        onChange={(event) =>
          onChange(event.currentTarget.value === "" ? undefined : `FREQ=${event.currentTarget.value}`)
        }
      />
      {frequency !== "" && (
        <NumberInput
          label={t("editor.rhythm.every")}
          min={1}
          allowDecimal={false}
          value={Number(parts.get("INTERVAL") ?? 1)}
          onChange={(next) => put("INTERVAL", Number(next) > 1 ? String(next) : "")}
        />
      )}
      {(frequency === "WEEKLY" || frequency === "DAILY") && (
        <Input.Wrapper label={t("editor.rhythm.days")} labelElement="div">
          <DaysChips
            chosen={days}
            onChange={(next) => put("BYDAY", next.join(","))}
            label={t("editor.rhythm.days")}
          />
        </Input.Wrapper>
      )}
      {frequency === "MONTHLY" && (
        <TextInput
          label={t("editor.rhythm.monthDay")}
          value={parts.get("BYMONTHDAY") ?? ""}
          onChange={(event) => put("BYMONTHDAY", event.currentTarget.value)}
        />
      )}
      {frequency !== "" && (
        <TextInput
          type="date"
          label={t("editor.rhythm.until")}
          value={(parts.get("UNTIL") ?? "").replace(/^(\d{4})(\d{2})(\d{2}).*$/u, "$1-$2-$3")}
          onChange={(event) => put("UNTIL", event.currentTarget.value.replaceAll("-", ""))}
        />
      )}
    </Stack>
  );
};

interface DaysChipsProps {
  /** "MO", "TU" … */
  readonly chosen: readonly string[];
  readonly onChange: (days: readonly string[]) => void;
  readonly label: string;
}

export const DaysChips = ({ chosen, onChange, label }: DaysChipsProps) => {
  const { t } = useTranslation();
  return (
    <Group gap={4} role="group" aria-label={label}>
      {DAYS.map((day) => (
        <Chip
          key={day}
          size="xs"
          checked={chosen.includes(day)}
          onChange={(isOn) => onChange(DAYS.filter((one) => (one === day ? isOn : chosen.includes(one))))}
        >
          {t(`sentence.day.${day}`)}
        </Chip>
      ))}
    </Group>
  );
};
