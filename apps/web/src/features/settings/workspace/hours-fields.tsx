import { Checkbox, Group, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "../settings.module.css";
import type { PartProps } from "./workspace-form.tsx";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** A Monday. */
const FIRST = Date.UTC(2024, 0, 1);
const A_DAY = 86_400_000;

export const HoursFields = ({ settings: { business_hours: hours }, faults, change }: PartProps) => {
  const { t, i18n } = useTranslation();
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  const set = (changes: Partial<typeof hours>): void => change({ business_hours: { ...hours, ...changes } });
  return (
    <>
      <Checkbox.Group
        label={t("settings.workdays")}
        value={[...hours.days]}
        error={faults["business_hours.days"]}
        onChange={(days) => set({ days: DAYS.filter((day) => days.includes(day)) })}
      >
        <Group gap="md" mt={4}>
          {DAYS.map((day, index) => (
            <Checkbox key={day} value={day} label={weekday.format(FIRST + index * A_DAY)} />
          ))}
        </Group>
      </Checkbox.Group>
      <div className={classes["pair"]}>
        <TextInput
          type="time"
          label={t("settings.from")}
          value={hours.from}
          error={faults["business_hours.from"] ?? faults["business_hours"]}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t("settings.to")}
          value={hours.to}
          error={faults["business_hours.to"]}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </div>
    </>
  );
};
