import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import type { ValueProps } from "./value.ts";

export const DURATION_UNITS = ["m", "h", "d", "w", "mo", "y", "bh", "bd"] as const;

type DurationControlProps = Pick<ValueProps, "value" | "label" | "error" | "onChange">;

/** So many hours, days, business days, months. */
export const DurationControl = ({ value, label, error, onChange }: DurationControlProps) => {
  const { t } = useTranslation();
  const [, amount = "", written] = /^(\d*)(m|h|d|w|mo|y|bd|bh)$/u.exec(asWords(value)) ?? [];
  const [chosen, setChosen] = useState(written ?? "d");
  const unit = written ?? chosen;
  const change = (number: string, as: string) => onChange(number === "" ? undefined : `${number}${as}`);
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        w={64}
        inputMode="numeric"
        aria-label={`${label}: ${t("conditions.number")}`}
        value={amount}
        error={error}
        onChange={(event) => change(event.currentTarget.value.replaceAll(/\D/gu, "").slice(0, 6), unit)}
      />
      <NativeSelect
        aria-label={`${label}: ${t("conditions.unit")}`}
        value={unit}
        data={DURATION_UNITS.map((one) => ({
          value: one,
          label: t(`conditions.units.${one}`, { count: Number(amount === "" ? 2 : amount) }),
        }))}
        onChange={(event) => {
          setChosen(event.currentTarget.value);
          change(amount, event.currentTarget.value);
        }}
      />
    </Group>
  );
};
