import * as fc from "fast-check";

/*
 * Random automations in the language of automation.md: every trigger, wait, window and enrollment option, branches,
 * and actions that write to the record, around it and outside. Some are refused when they are saved; that is counted.
 */

export type Definition = Readonly<Record<string, unknown>>;
export type Filter = readonly unknown[] | Readonly<Record<string, unknown>>;

export const KEYS = ["one", "two", "three", "four"] as const;
/** What `start_automation` presses. */
export const STARTED_BY_OTHERS = "two";

const CONDITIONS: readonly Filter[] = [
  ["amount", "gt", 500],
  ["amount", "gt", 1000],
  ["contact.category", "in", ["gold", "vip"]],
  ["closed_at", "older_than", "2d"],
  ["close_date", "within_next", "1w"],
  ["created_at", "newer_than", "5d"],
  ["stage", "is", "sales/proposal"],
  ["source", "starts_with", "web"],
  ["tags", "has_any", ["hot"]],
  ["owner", "is_set"],
  { segment: "big" },
  { some: "activities", where: [["done", "is", false]] },
  { none: "tasks" },
  { count: "notes", is: ["gt", 1] },
];

const condition = fc.constantFrom(...CONDITIONS);
const filter: fc.Arbitrary<Filter> = fc.oneof(
  { weight: 3, arbitrary: condition },
  {
    weight: 1,
    arbitrary: fc
      .record({ how: fc.constantFrom("all", "any"), parts: fc.tuple(condition, condition) })
      .map(({ how, parts }) => ({ [how]: parts })),
  },
  { weight: 1, arbitrary: condition.map((part) => ({ not: part })) },
);

const CHANGES: readonly Filter[] = [
  ["amount", "increased_by", "15%"],
  ["amount", "decreased_by", 100],
  ["stage", "changed_from", "sales/new"],
  ["source", "changed_to", "web"],
  ["contact", "changed"],
];

const saves = fc.record(
  {
    on: fc.constantFrom("created", "updated", "saved", "archived", "unarchived"),
    fields: fc.subarray(["amount", "stage", "contact", "tags"], { minLength: 1 }),
    before: filter,
  },
  { requiredKeys: ["on"] },
);
const dates = fc
  .record({
    field: fc.constantFrom("close_date", "closed_at", "stage_entered_at"),
    moment: fc.constantFrom(
      {},
      { offset: "-2d" },
      { offset: "3d", at: "09:00" },
      { offset: "90m" },
      { offset: "1mo" },
      { offset: "-1bd", at: "08:30" },
    ),
  })
  .map(({ field, moment }) => ({ date: { field, ...moment } }));

/** What starts a run of a deal; the `when` that suits it. */
const trigger = fc.oneof(
  { weight: 4, arbitrary: saves },
  {
    weight: 5,
    arbitrary: fc
      .oneof(filter, fc.constantFrom({ stage: "sales/proposal" }, { stage: "sales/won" }))
      .map((enters) => ({ enters })),
  },
  { weight: 3, arbitrary: dates },
  {
    weight: 3,
    arbitrary: fc.constantFrom<Definition>(
      { event: "message.received" },
      { event: "message.received", match: [["text", "contains", "yes"]] },
      { event: "activity.completed" },
      { event: "deals.merged" },
      { event: "call.missed" },
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<Definition>(
      { schedule: { rrule: "FREQ=WEEKLY;BYDAY=MO,TH", at: "09:00" } },
      { schedule: { rrule: "FREQ=DAILY;INTERVAL=3;COUNT=4", at: "02:30" } },
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        for: fc.constantFrom("2d", "5h", "3bd"),
        of: fc.subarray(["activities", "messages", "stage", "calls", "edits"], { minLength: 1 }),
      })
      .map((idle) => ({ idle })),
  },
  { weight: 1, arbitrary: fc.constant({ manual: true }) },
);

const wait = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom("30m", "5h", "5h", "1d", "2d", "1w", "1mo", "2bd", "4bh")
      .map((length) => ({ for: length })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        field: fc.constantFrom("close_date", "closed_at"),
        moment: fc.constantFrom({}, { offset: "-1d" }, { offset: "1d", at: "12:00" }),
        freeze: fc.boolean(),
      })
      .map(({ field, moment, freeze }) => ({ until: { field, ...moment, ...(freeze ? { freeze } : {}) } })),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { event: "message.received" },
      { event: "message.received", timeout: "2d" },
      // oxlint-disable-next-line unicorn/no-thenable -- a word of the contract
      { event: "call.missed", timeout: "5h", then: "skip" },
    ),
  },
);

const window = fc.constantFrom<Definition>(
  { days: "workday", from: "09:00" },
  { days: ["tue", "fri"], from: "10:00", to: "16:00" },
  { at: "08:15" },
  { from: "22:00", to: "02:00" },
  { calendar: "company" },
  { calendar: "owner" },
);

type Action = Readonly<{ do: string; with?: Definition }>;

/** What touches the record of the run and what hangs on it, and nothing that another record's run looks at. */
const OWN_ACTIONS: readonly Action[] = [
  { do: "post_note", with: { text: "{{ deal.title }} {{ deal.amount }}" } },
  { do: "plan_activity", with: { summary: "Call {{ contact.first_name }}", due: "2d", auto_complete: true } },
  { do: "create_task", with: { title: "Offer", owner: "ana", due: { field: "close_date", offset: "-1d" } } },
  { do: "create_event", with: { title: "Visit", duration: "1h", owner: "ana" } },
  { do: "complete_activities", with: {} },
  { do: "set", with: { amount: 5000 } },
  { do: "set", with: { increment: { amount: 400 }, source: "web" } },
  { do: "set", with: { stage: "sales/proposal" } },
  { do: "set", with: { stage: "sales/won" } },
  { do: "set", with: { close_date: { for: "3d" }, clear: ["closed_at"] } },
  { do: "add_tags", with: { tags: ["hot"] } },
  { do: "remove_tags", with: { tags: ["hot"] } },
  { do: "add_followers", with: { users: ["bo"] } },
  { do: "assign", with: { mode: "first_available", users: ["bo", "ana"] } },
  { do: "notify", with: { to: "owner", text: "Look at {{ deal.title }}" } },
  { do: "send_email", with: { to: "customer", template: "hello" } },
  { do: "send_email", with: { to: ["owner", "user:ana"], subject: "Deal", text: "Look" } },
  { do: "send_sms", with: { to: "customer", text: "Hello" } },
  { do: "call_webhook", with: { url: "https://example.test/hook", body: { deal: "{{ deal.title }}" } } },
  { do: "start_automation", with: { automation: STARTED_BY_OTHERS } },
  { do: "stop_automation", with: { automation: "one" } },
  { do: "archive" },
];

/** What reaches other records too: whose turn it is at one instant shows. */
const SHARED_ACTIONS: readonly Action[] = [
  { do: "set", with: { "contact.category": "gold" } },
  { do: "set", with: { "contact.category": "standard" } },
  { do: "assign", with: { mode: "queue", users: ["ana", "bo"] } },
  { do: "copy_deal", with: { stage: "sales/new" } },
  { do: "create_repeat_lead", with: { title: "Again", if_open: "comment" } },
  { do: "create", with: { object: "task", set: { title: "Follow-up" } } },
  { do: "delete" },
];

type Step = Definition;
type Plain = Readonly<Record<string, unknown>>;

const plainStep = (actions: readonly Action[]): fc.Arbitrary<Plain> =>
  fc
    .record(
      {
        wait: rarely(wait, 2),
        window: rarely(window, 4),
        if: rarely(filter, 4),
        start: rarely(fc.constant("parallel"), 6),
        max_late: rarely(fc.constantFrom("2h", "1d"), 6),
        action: fc.constantFrom(...actions),
      },
      { requiredKeys: ["action"] },
    )
    .map(({ action, ...rest }) => ({ ...defined(rest), ...action }));

/** One in so many. */
const rarely = <Value>(arbitrary: fc.Arbitrary<Value>, oneIn: number): fc.Arbitrary<Value | undefined> =>
  fc.oneof<fc.MaybeWeightedArbitrary<Value | undefined>[]>(
    { weight: oneIn - 1, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary },
  );

const defined = (given: Plain): Plain =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));

const someSteps = (actions: readonly Action[]): fc.Arbitrary<readonly Step[]> => {
  const plain = plainStep(actions);
  const branch = fc
    .record({ if: filter, ways: fc.tuple(plain, plain), wait: rarely(wait, 2) })
    .map(({ if: asked, ways, wait: before }) => ({
      ...defined({ wait: before }),
      branch: [
        { if: asked, steps: [ways[0]] },
        { else: true, steps: [ways[1]] },
      ],
    }));
  return fc
    .array(fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: branch }), {
      minLength: 1,
      maxLength: 4,
    })
    .map(numbered);
};

/** Ids by position, so that a new version's steps bear those of the old one. */
const numbered = (given: readonly Plain[]): readonly Step[] => {
  let count = 0;
  const numberedStep = (step: Plain): Step => {
    count += 1;
    const id = `s${count}`;
    const ways = step["branch"] as readonly { readonly steps: readonly Plain[] }[] | undefined;
    if (ways === undefined) return { id, ...step };
    return {
      id: `b${count}`,
      ...step,
      branch: ways.map((way) => ({ ...way, steps: way.steps.map(numberedStep) })),
    };
  };
  return given.map(numberedStep);
};

const enrollment = fc.record(
  {
    again: fc.constantFrom<unknown>("every_time", "once", { gap: "4d" }),
    while_active: fc.constantFrom("ignore", "restart"),
    group: fc.constant("turns"),
    leaves: fc.boolean(),
    goal: filter,
    on_reply: fc.boolean(),
  },
  { requiredKeys: [] },
);

export interface Choice {
  /** Whether runs may reach beyond their own record. */
  readonly shared: boolean;
}

export const steps = ({ shared }: Choice): fc.Arbitrary<readonly Step[]> =>
  someSteps(shared ? [...OWN_ACTIONS, ...SHARED_ACTIONS] : OWN_ACTIONS);

export const automation = (choice: Choice): fc.Arbitrary<Definition> =>
  fc
    .record({
      trigger,
      when: rarely(filter, 5),
      change: rarely(fc.constantFrom(...CHANGES), 5),
      enrollment,
      on_failure: fc.constantFrom("continue", "stop"),
      steps: steps(choice),
    })
    .map(({ trigger: starts, when, change, enrollment: given, ...rest }) => {
      const { leaves, goal, on_reply: onReply, ...enrolled } = given;
      const enters = "enters" in starts;
      const asked = "on" in starts && change !== undefined ? change : when;
      const exit = defined({ leaves: enters ? leaves : undefined, when: goal, on_reply: onReply });
      return {
        object: "deal",
        trigger: starts,
        ...defined({ when: asked }),
        enrollment: { ...enrolled, exit },
        ...rest,
      };
    });
