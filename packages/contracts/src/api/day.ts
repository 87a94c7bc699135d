import * as z from "zod";

const text = z.nullable(z.string());
const record = z.nullable(z.strictObject({ object: z.string(), id: z.string(), title: text }));

/** An activity or a task that somebody is to do. */
const duty = z.strictObject({
  object: z.enum(["activity", "task"]),
  id: z.string(),
  version: z.int(),
  /** Kind of activity or task. */
  type: text,
  title: text,
  note: text,
  due: z.string(),
  record,
  /** The automation that planned it, with the run. */
  planned_by: z.nullable(z.strictObject({ automation: z.string(), name: z.string(), run: z.string() })),
});

const appointment = z.strictObject({
  id: z.string(),
  title: text,
  start: z.string(),
  end: text,
  all_day: z.boolean(),
  location: text,
  record,
});

/** What of automations waits for somebody who may publish them. */
const need = z.strictObject({
  automation: z.string(),
  name: z.string(),
  failed: z.int(),
  uncertain: z.int(),
});

/** A person's day on their own clock. */
export const daySchema = z.strictObject({
  /** The calendar day that it is for them. */
  today: z.string(),
  overdue: z.array(duty),
  today_due: z.array(duty),
  /** Until the end of Sunday. */
  week: z.array(duty),
  /** How many more there are than are told, of those overdue. */
  more_overdue: z.int(),
  /** The first one behind the week. */
  next: z.nullable(duty),
  events: z.array(appointment),
  needs: z.array(need),
});

export type DayPayload = z.infer<typeof daySchema>;
export type Duty = z.infer<typeof duty>;

/** How much waits for a person. */
export const attentionSchema = z.strictObject({
  /** Activities and tasks due today or overdue. */
  due: z.int(),
  /** Failed and uncertain steps of automations that they may publish. */
  needs: z.int(),
});

export type Attention = z.infer<typeof attentionSchema>;
