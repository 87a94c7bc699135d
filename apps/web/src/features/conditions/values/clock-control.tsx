import { Group, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import type { ValueProps } from "./value.ts";

/** From one hour to another, which may be that of the next day. */
export const ClockControl = ({ value, label, error, onChange }: ValueProps) => {
  const { t } = useTranslation();
  const [from, to] = (Array.isArray(value) ? (value as unknown[]) : []).map(asWords);
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        type="time"
        aria-label={`${label}: ${t("conditions.from")}`}
        value={from ?? ""}
        error={error}
        onChange={(event) => onChange([event.currentTarget.value, to])}
      />
      <TextInput
        type="time"
        aria-label={`${label}: ${t("conditions.to")}`}
        value={to ?? ""}
        error={error}
        onChange={(event) => onChange([from, event.currentTarget.value])}
      />
    </Group>
  );
};
