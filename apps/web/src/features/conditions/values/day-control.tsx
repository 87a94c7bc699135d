import { Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { asWords } from "../../../lib/format/as-words.ts";
import { fromWallClock, toWallClock } from "../../../lib/format/zoned.ts";
import { useSession } from "../../session/session.ts";
import { DurationControl } from "./duration-control.tsx";
import type { ValueProps } from "./value.ts";

const KINDS = ["day", "today", "ago", "ahead", "now", "moment"] as const;
type Kind = (typeof KINDS)[number];

/** A day of the calendar, today, so long before or after today, or a moment. */
export const DayControl = ({ field, value, label, error, onChange }: ValueProps) => {
  const { t } = useTranslation();
  const { timezone } = useSession().user;
  const written = asWords(value);
  const [chosen, setChosen] = useState<Kind>("day");
  const kind = kindOf(written) ?? chosen;
  const offered = KINDS.filter((one) => field.type === "datetime" || (one !== "now" && one !== "moment"));
  const pick = (next: Kind) => {
    setChosen(next);
    onChange(next === "today" || next === "now" ? next : undefined);
  };
  return (
    <Group gap={4} wrap="nowrap" align="flex-start">
      <NativeSelect
        aria-label={`${label}: ${t("conditions.kindOfDay")}`}
        value={kind}
        data={(offered.includes(kind) ? offered : [...offered, kind]).map((one) => ({
          value: one,
          label: t(`conditions.day.${one}`),
        }))}
        onChange={(event) => pick(event.currentTarget.value as Kind)}
      />
      {kind === "day" && (
        <TextInput
          type="date"
          aria-label={label}
          value={written}
          error={error}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      )}
      {kind === "moment" && (
        <TextInput
          type="datetime-local"
          aria-label={label}
          value={written === "" ? "" : shownMoment(written, timezone)}
          error={error}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            onChange(typed === "" ? undefined : fromWallClock(typed, timezone));
          }}
        />
      )}
      {(kind === "ago" || kind === "ahead") && (
        <DurationControl
          label={label}
          error={error}
          value={written.replace(/^today[+-]/u, "")}
          onChange={(span) =>
            onChange(span === undefined ? undefined : `today${kind === "ago" ? "-" : "+"}${asWords(span)}`)
          }
        />
      )}
    </Group>
  );
};

const kindOf = (written: string): Kind | null => {
  if (written === "") return null;
  if (written === "today" || written === "now") return written;
  if (written.startsWith("today-")) return "ago";
  if (written.startsWith("today+")) return "ahead";
  return /^\d{4}-\d{2}-\d{2}$/u.test(written) ? "day" : "moment";
};

/** Without a zone it is a wall clock already. */
const shownMoment = (written: string, timezone: string): string =>
  /(Z|[+-]\d{2}:\d{2})$/u.test(written) ? toWallClock(written, timezone) : written.slice(0, 16);
