import type { DoStepInput } from "@cadencia/contracts/automation";
import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ClockControl } from "./controls/clock-control.tsx";
import { DaysChips } from "./controls/rhythm-control.tsx";
import classes from "./forms.module.css";

type Window = NonNullable<DoStepInput["window"]>;
type Hours = "any" | "between" | "at";

interface WindowFormProps {
  readonly window: Window | undefined;
  readonly onChange: (window: Window | undefined) => void;
  readonly object: string;
  readonly faultOf: (path: string) => string | null;
}

const DAYS = ["any", "workday", "weekend", "chosen"] as const;

const ISO = { MO: "mon", TU: "tue", WE: "wed", TH: "thu", FR: "fri", SA: "sat", SU: "sun" } as const;

/** On which days and at which hours a step may run. */
export const WindowForm = ({ window, onChange, object, faultOf }: WindowFormProps) => {
  const { t } = useTranslation();
  const { days, from, to, at, calendar } = window ?? {};
  const hours: Hours = at === undefined ? (from === undefined && to === undefined ? "any" : "between") : "at";
  const chosen = Array.isArray(days) ? "chosen" : (days ?? "any");
  const put = (change: Readonly<Record<string, unknown>>) => {
    const next = Object.fromEntries(
      Object.entries({ ...window, ...change }).filter(([, value]) => value !== undefined),
    );
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  const putHours = (next: Hours) => {
    if (next === "any") return put({ at: undefined, from: undefined, to: undefined });
    if (next === "at") return put({ at: from ?? "09:00", from: undefined, to: undefined });
    put({ at: undefined, from: at ?? "09:00" });
  };
  return (
    <div className={classes["form"]}>
      <div className={classes["pair"]}>
        <NativeSelect
          label={t("editor.window.days")}
          error={faultOf("days") ?? faultOf("")}
          data={DAYS.map((one) => ({ value: one, label: t(`editor.window.days_${one}`) }))}
          value={chosen}
          onChange={({ currentTarget: { value } }) =>
            put({ days: value === "any" ? undefined : value === "chosen" ? ["mon"] : value })
          }
        />
        <NativeSelect
          label={t("editor.window.hours")}
          data={(["any", "between", "at"] as const).map((one) => ({
            value: one,
            label: t(`editor.window.hours_${one}`),
          }))}
          value={hours}
          onChange={(event) => putHours(event.currentTarget.value as Hours)}
        />
      </div>
      {Array.isArray(days) && (
        <DaysChips
          label={t("editor.window.days_chosen")}
          chosen={Object.entries(ISO).flatMap(([day, iso]) => (days.includes(iso) ? [day] : []))}
          onChange={(next) =>
            put({ days: next.length === 0 ? undefined : next.map((day) => ISO[day as keyof typeof ISO]) })
          }
        />
      )}
      {hours === "between" && (
        <div className={classes["pair"]}>
          <ClockControl
            name="from"
            object={object}
            label={t("editor.window.from")}
            value={from}
            error={faultOf("from")}
            onChange={(next) => put({ from: next })}
          />
          <ClockControl
            name="to"
            object={object}
            label={t("editor.window.to")}
            value={to}
            error={faultOf("to")}
            onChange={(next) => put({ to: next })}
          />
        </div>
      )}
      {hours === "at" && (
        <ClockControl
          name="at"
          object={object}
          label={t("editor.window.at")}
          value={at}
          error={faultOf("at")}
          onChange={(next) => put({ at: next })}
        />
      )}
      <NativeSelect
        label={t("editor.window.calendar")}
        data={[
          { value: "", label: t("editor.window.calendar_none") },
          { value: "company", label: t("editor.window.calendar_company") },
          { value: "owner", label: t("editor.window.calendar_owner") },
        ]}
        value={calendar ?? ""}
        onChange={({ currentTarget: { value } }) => put({ calendar: value === "" ? undefined : value })}
      />
    </div>
  );
};
