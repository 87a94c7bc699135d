import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ValueProps } from "./value.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** A Monday. */
const FIRST = Date.UTC(2026, 5, 1);
const DAY = 86_400_000;

export const WeekdayControl = ({ value, label, error, onChange }: ValueProps) => {
  const { t, i18n } = useTranslation();
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: "long", timeZone: "UTC" });
  const data = DAYS.map((day, index) => ({ value: day, label: names.format(FIRST + index * DAY) }));
  const chosen = Array.isArray(value) ? value.map(String) : [];
  return (
    <MultiSelect
      aria-label={label}
      placeholder={chosen.length === 0 ? t("conditions.choose") : ""}
      data={data}
      value={chosen}
      error={error}
      onChange={(picked) => onChange(DAYS.filter((day) => picked.includes(day)))}
    />
  );
};
