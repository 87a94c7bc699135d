import type { StepInput } from "@cadencia/contracts/automation";
import { EVENT_NAMES } from "@cadencia/contracts/events";
import { Input, NativeSelect, SegmentedControl, Select, Switch } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useTranslation } from "react-i18next";
import { asText } from "./control.ts";
import { ClockControl } from "./controls/clock-control.tsx";
import { DurationControl, OffsetControl } from "./controls/duration-control.tsx";
import { DateFieldControl } from "./controls/field-control.tsx";
import { FilterControl } from "./controls/filter-control.tsx";
import classes from "./forms.module.css";
import { useEventName } from "./use-event-name.ts";

type Wait = NonNullable<StepInput["wait"]>;
type Kind = "none" | "for" | "until" | "event";

export const kindOfWait = (wait: Wait | undefined): Kind => {
  if (wait === undefined) return "none";
  if ("for" in wait) return "for";
  return "until" in wait ? "until" : "event";
};

const KINDS: readonly Kind[] = ["none", "for", "until", "event"];

const FIRST: Readonly<Record<Kind, Wait | undefined>> = {
  none: undefined,
  for: { for: "1d" },
  until: { until: { field: "" } },
  event: { event: "message.received", timeout: "3d" },
};

export interface WaitFormProps {
  readonly wait: Wait | undefined;
  readonly onChange: (wait: Wait | undefined) => void;
  readonly object: string;
  /** What is wrong, by the path within the wait; "" for the whole. */
  readonly faultOf: (path: string) => string | null;
}

/** How long a step waits for its turn. */
export const WaitForm = ({ wait, onChange, object, faultOf }: WaitFormProps) => {
  const { t } = useTranslation();
  // Four kinds side by side take 350 pixels in Romanian.
  const isNarrow = useMediaQuery("(max-width: 480px)", undefined, { getInitialValueInEffect: false });
  const kind = kindOfWait(wait);
  const common = { object, wait, onChange, faultOf };
  return (
    <div className={classes["form"]}>
      <Input.Wrapper
        label={t("editor.wait.label")}
        labelElement="div"
        error={kind === "none" ? faultOf("") : null}
      >
        <SegmentedControl
          fullWidth
          size="xs"
          orientation={isNarrow ? "vertical" : "horizontal"}
          aria-label={t("editor.wait.label")}
          data={KINDS.map((one) => ({ value: one, label: t(`editor.wait.${one}`) }))}
          value={kind}
          onChange={(next) => onChange(FIRST[next])}
        />
      </Input.Wrapper>
      {wait !== undefined && "for" in wait && (
        <DurationControl
          required
          name="for"
          object={object}
          label={t("editor.wait.span")}
          value={wait.for}
          error={faultOf("for") ?? faultOf("")}
          onChange={(span) => onChange({ for: asText(span) || "0d" })}
        />
      )}
      {wait !== undefined && "until" in wait && <UntilForm {...common} until={wait.until} />}
      {wait !== undefined && "event" in wait && <EventForm {...common} wait={wait} />}
    </div>
  );
};

type Until = Extract<Wait, { until: unknown }>["until"];

const UntilForm = ({ until, object, onChange, faultOf }: WaitFormProps & { readonly until: Until }) => {
  const { t } = useTranslation();
  const put = (change: Readonly<Record<string, unknown>>) =>
    onChange({
      until: Object.fromEntries(
        Object.entries({ ...until, ...change }).filter(([, value]) => value !== undefined),
      ) as unknown as Until,
    });
  return (
    <>
      <DateFieldControl
        required
        name="field"
        object={object}
        label={t("editor.due.dateField")}
        value={until.field}
        error={faultOf("until.field")}
        onChange={(field) => put({ field: asText(field) })}
      />
      <div className={classes["pair"]}>
        <OffsetControl
          name="offset"
          object={object}
          label={t("editor.due.span")}
          value={until.offset}
          error={faultOf("until.offset")}
          onChange={(offset) => put({ offset })}
        />
      </div>
      <ClockControl
        name="at"
        object={object}
        label={t("editor.due.at")}
        value={until.at}
        error={faultOf("until.at")}
        onChange={(at) => put({ at })}
      />
      <Switch
        label={t("editor.wait.freeze")}
        checked={until.freeze === true}
        onChange={(event) => put({ freeze: event.currentTarget.checked ? true : undefined })}
      />
    </>
  );
};

type Awaited = Extract<Wait, { event: unknown }>;

const EventForm = ({
  wait,
  object,
  onChange,
  faultOf,
}: Omit<WaitFormProps, "wait"> & { readonly wait: Awaited }) => {
  const { t } = useTranslation();
  const nameOf = useEventName("awaited");
  const put = (change: Readonly<Record<string, unknown>>) =>
    onChange(
      Object.fromEntries(
        Object.entries({ ...wait, ...change }).filter(([, value]) => value !== undefined),
      ) as unknown as Awaited,
    );
  return (
    <>
      <Select
        searchable
        label={t("editor.wait.event")}
        data={EVENT_NAMES.map((event) => ({ value: event, label: nameOf(event) }))}
        value={wait.event}
        error={faultOf("event")}
        allowDeselect={false}
        onChange={(event) => put({ event: event ?? wait.event })}
      />
      <FilterControl
        name="match"
        object={object}
        label={t("editor.wait.match")}
        value={wait.match}
        error={faultOf("match")}
        onChange={(match) => put({ match })}
      />
      <DurationControl
        name="timeout"
        object={object}
        label={t("editor.wait.timeout")}
        value={wait.timeout}
        error={faultOf("timeout")}
        onChange={(timeout) => put({ timeout })}
      />
      {wait.timeout !== undefined && (
        <NativeSelect
          label={t("editor.wait.then")}
          data={["run", "skip"].map((one) => ({ value: one, label: t(`editor.wait.then_${one}`) }))}
          value={wait.then ?? "run"}
          // oxlint-disable-next-line unicorn/no-thenable -- a word of the contract
          onChange={(event) => put({ then: event.currentTarget.value === "skip" ? "skip" : undefined })}
        />
      )}
    </>
  );
};
