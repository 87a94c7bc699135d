import { isStageForm, STIRRINGS, type AutomationInput, type Trigger } from "@cadencia/contracts/automation";
import { EVENT_NAMES, EVENTS } from "@cadencia/contracts/events";
import { Checkbox, Group, Input, MultiSelect, NativeSelect, Select, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { objectsQuery, pipelinesQuery } from "../../model/queries.ts";
import { useLabels } from "../../model/use-labels.ts";
import { asText } from "./control.ts";
import { ClockControl } from "./controls/clock-control.tsx";
import { DurationControl, OffsetControl } from "./controls/duration-control.tsx";
import { DateFieldControl, FieldControl } from "./controls/field-control.tsx";
import { FilterControl } from "./controls/filter-control.tsx";
import { StageControl } from "./controls/place-controls.tsx";
import { RhythmControl } from "./controls/rhythm-control.tsx";
import classes from "./forms.module.css";
import { choiceOf, firstTrigger, TRIGGER_CHOICES, type TriggerChoice } from "./trigger-kinds.ts";
import { useEventName } from "./use-event-name.ts";

interface TriggerFormProps {
  readonly definition: AutomationInput;
  readonly onChange: (trigger: Trigger) => void;
  /** What is wrong, by the path within the trigger. */
  readonly faultOf: (path: string) => string | null;
}

interface PartProps<Kind> {
  readonly trigger: Kind;
  readonly object: string;
  readonly onChange: (trigger: Trigger) => void;
  readonly faultOf: (path: string) => string | null;
}

const spoken = <Shape extends object>(shape: Shape): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Shape;

/** When a run starts. */
export const TriggerForm = ({ definition: { trigger, object }, onChange, faultOf }: TriggerFormProps) => {
  const { t } = useTranslation();
  const { data: pipelines } = useQuery(pipelinesQuery);
  const stages = [...(pipelines?.values() ?? [])].filter((pipeline) => pipeline.object === object);
  const first = stages[0]?.stages[0]?.key ?? "";
  const choices = TRIGGER_CHOICES.filter((choice) => choice !== "stage" || stages.length > 0);
  const part = { object, onChange, faultOf };
  return (
    <div className={classes["form"]}>
      <NativeSelect
        label={t("editor.trigger.label")}
        error={faultOf("")}
        data={choices.map((choice) => ({ value: choice, label: t(`editor.trigger.${choice}`) }))}
        value={choiceOf(trigger)}
        onChange={(event) => onChange(firstTrigger(event.currentTarget.value as TriggerChoice, first))}
      />
      {"enters" in trigger && <EntersPart {...part} trigger={trigger} />}
      {"on" in trigger && <SavePart {...part} trigger={trigger} />}
      {"date" in trigger && <DatePart {...part} trigger={trigger} />}
      {"event" in trigger && <EventPart {...part} trigger={trigger} />}
      {"schedule" in trigger && <SchedulePart {...part} trigger={trigger} />}
      {"idle" in trigger && <IdlePart {...part} trigger={trigger} />}
    </div>
  );
};

const EntersPart = ({
  trigger: { enters },
  object,
  onChange,
  faultOf,
}: PartProps<Extract<Trigger, { enters: unknown }>>) => {
  const { t } = useTranslation();
  if (isStageForm(enters))
    return (
      <StageControl
        required
        name="stage"
        object={object}
        label={t("editor.trigger.stageLabel")}
        value={enters.stage}
        error={faultOf("enters")}
        onChange={(stage) => onChange({ enters: { stage: asText(stage) } })}
      />
    );
  return (
    <FilterControl
      name="enters"
      object={object}
      label={t("editor.trigger.filterLabel")}
      value={enters}
      error={faultOf("enters")}
      onChange={(filter) => onChange({ enters: (filter ?? []) as typeof enters })}
    />
  );
};

const SavePart = ({ trigger, object, onChange, faultOf }: PartProps<Extract<Trigger, { on: unknown }>>) => {
  const { t } = useTranslation();
  const labels = useLabels();
  const { data: objects } = useQuery(objectsQuery);
  const isChange = trigger.on === "updated" || trigger.on === "saved";
  if (!isChange) return null;
  return (
    <>
      <MultiSelect
        searchable
        label={t("editor.trigger.fields")}
        placeholder={trigger.fields === undefined ? t("editor.trigger.anyField") : ""}
        data={(objects?.get(object)?.fields ?? []).map((field) => ({
          value: field.key,
          label: labels.field(field),
        }))}
        value={[...(trigger.fields ?? [])]}
        error={faultOf("fields")}
        onChange={(fields) =>
          onChange(spoken({ ...trigger, fields: fields.length === 0 ? undefined : fields }) as Trigger)
        }
      />
      <FilterControl
        name="before"
        object={object}
        label={t("editor.trigger.before")}
        value={trigger.before}
        error={faultOf("before")}
        onChange={(before) => onChange(spoken({ ...trigger, before }) as Trigger)}
      />
    </>
  );
};

const DatePart = ({
  trigger: { date },
  object,
  onChange,
  faultOf,
}: PartProps<Extract<Trigger, { date: unknown }>>) => {
  const { t } = useTranslation();
  const put = (change: object) => onChange({ date: spoken({ ...date, ...change }) });
  return (
    <>
      <DateFieldControl
        required
        name="field"
        object={object}
        label={t("editor.due.dateField")}
        value={date.field}
        error={faultOf("date.field")}
        onChange={(field) => put({ field: asText(field) })}
      />
      <OffsetControl
        name="offset"
        object={object}
        label={t("editor.due.span")}
        value={date.offset}
        error={faultOf("date.offset")}
        onChange={(offset) => put({ offset })}
      />
      <ClockControl
        name="at"
        object={object}
        label={t("editor.due.at")}
        value={date.at}
        error={faultOf("date.at")}
        onChange={(at) => put({ at })}
      />
    </>
  );
};

const EventPart = ({
  trigger,
  object,
  onChange,
  faultOf,
}: PartProps<Extract<Trigger, { event: unknown }>>) => {
  const { t } = useTranslation();
  const nameOf = useEventName("event");
  const put = (change: object) => onChange(spoken({ ...trigger, ...change }));
  const fits = (event: (typeof EVENT_NAMES)[number]): boolean => {
    const objects: readonly string[] = EVENTS[event].objects;
    return objects.length === 0 || objects.includes("*") || objects.includes(object);
  };
  const { find } = trigger;
  return (
    <>
      <Select
        searchable
        allowDeselect={false}
        label={t("editor.trigger.eventLabel")}
        data={EVENT_NAMES.filter((event) => fits(event) || event === trigger.event).map((event) => ({
          value: event,
          label: nameOf(event),
        }))}
        value={trigger.event}
        error={faultOf("event")}
        onChange={(event) => onChange({ event: event ?? trigger.event })}
      />
      <FilterControl
        name="match"
        object={object}
        label={t("editor.trigger.match")}
        value={trigger.match}
        error={faultOf("match")}
        onChange={(match) => put({ match })}
      />
      {trigger.event === "webhook.received" && (
        <>
          <FieldControl
            name="find"
            object={object}
            label={t("editor.trigger.findField")}
            value={find?.field}
            error={faultOf("find")}
            onChange={(field) =>
              put({ find: field === undefined ? undefined : { field, payload: find?.payload ?? "" } })
            }
          />
          {find !== undefined && (
            <TextInput
              label={t("editor.trigger.findPayload")}
              value={find.payload}
              onChange={(event) => put({ find: { ...find, payload: event.currentTarget.value } })}
            />
          )}
        </>
      )}
    </>
  );
};

const SchedulePart = ({
  trigger: { schedule },
  object,
  onChange,
  faultOf,
}: PartProps<Extract<Trigger, { schedule: unknown }>>) => {
  const { t } = useTranslation();
  return (
    <>
      <RhythmControl
        required
        name="rrule"
        object={object}
        label={t("editor.rhythm.label")}
        value={schedule.rrule}
        error={faultOf("schedule.rrule")}
        onChange={(rrule) => onChange({ schedule: { ...schedule, rrule: asText(rrule) } })}
      />
      <ClockControl
        name="at"
        object={object}
        label={t("editor.due.at")}
        value={schedule.at}
        error={faultOf("schedule.at")}
        onChange={(at) => onChange({ schedule: spoken({ ...schedule, at: at as string }) })}
      />
    </>
  );
};

const IdlePart = ({
  trigger: { idle },
  object,
  onChange,
  faultOf,
}: PartProps<Extract<Trigger, { idle: unknown }>>) => {
  const { t } = useTranslation();
  return (
    <>
      <DurationControl
        required
        name="for"
        object={object}
        label={t("editor.trigger.idleFor")}
        value={idle.for}
        error={faultOf("idle.for")}
        onChange={(span) => onChange({ idle: { ...idle, for: asText(span) || "1d" } })}
      />
      <Input.Wrapper label={t("editor.trigger.idleOf")} labelElement="div" error={faultOf("idle.of")}>
        <Group gap={12} role="group" aria-label={t("editor.trigger.idleOf")}>
          {STIRRINGS.map((kind) => (
            <Checkbox
              key={kind}
              label={t(`editor.stirring.${kind}`)}
              checked={idle.of.includes(kind)}
              onChange={({ currentTarget: { checked } }) =>
                onChange({
                  idle: {
                    ...idle,
                    of: STIRRINGS.filter((one) => (one === kind ? checked : idle.of.includes(one))),
                  },
                })
              }
            />
          ))}
        </Group>
      </Input.Wrapper>
    </>
  );
};
