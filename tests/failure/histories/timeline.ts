import * as fc from "fast-check";
import { KEYS, automation, steps, type Choice, type Definition } from "./automations.ts";

/** What happens, and how many minutes after what happened before. */
export interface Happening {
  readonly after: number;
  readonly entry: Definition;
}

export const DEALS = ["d1", "d2", "d3"] as const;
export const CONTACTS = ["pedro", "eva"] as const;

/** Minutes: at once, within the hour, the day, the week. */
const after = fc.constantFrom(0, 0, 1, 1, 45, 45, 300, 1440, 2880, 5000, 10_080);

const deal = fc.constantFrom<string>(...DEALS, "new0", "new1");
const contact = fc.constantFrom<string>(...CONTACTS);
const key = fc.constantFrom<string>(...KEYS);

/** Dates and instants as scenario files write them; the histories begin in March 2026. */
const values = fc.record(
  {
    amount: fc.constantFrom(0, 400, 1000, 1001, 5000),
    stage: fc.constantFrom("sales/new", "sales/proposal", "sales/won", "sales/lost"),
    contact: fc.constantFrom(...CONTACTS, null),
    source: fc.constantFrom("web", "fair", null),
    close_date: fc.constantFrom(null, "2026-03-24", "2026-03-29", "2026-04-07", "2026-04-30"),
    closed_at: fc.constantFrom(null, "2026-03-20T10:00", "2026-03-29T02:30", "2026-04-09T18:00"),
    tags: fc.constantFrom<readonly string[]>([], ["hot"], ["old"]),
    owner: fc.constantFrom("ana", "bo", null),
  },
  { requiredKeys: [] },
);

const edit = fc.record({ update: deal, set: values, as: fc.constantFrom("ana", "root") });

/** Its name comes by its place in the file. */
const anew = values.map((set) => ({ create: "new", object: "deal", set: { title: "New", ...set } }));

const records: fc.Arbitrary<Definition>[] = [
  fc.record({
    update: contact,
    set: fc.record(
      {
        category: fc.constantFrom("standard", "gold", "vip"),
        email: fc.constantFrom("pedro@example.test", "", null),
      },
      { requiredKeys: ["category"] },
    ),
  }),
  deal.map((name) => ({ archive: name })),
  deal.map((name) => ({ unarchive: name })),
  deal.map((name) => ({ delete: name })),
  deal.map((name) => ({ restore: name })),
  fc.uniqueArray(deal, { minLength: 2, maxLength: 2 }).map((pair) => ({ merge: pair })),
  fc.record({ run_automations: fc.boolean() }).map((how) => ({
    import: "deal",
    rows: [
      { title: "Imported", amount: 5000, stage: "sales/proposal" },
      { title: "Other", amount: 10 },
    ],
    ...how,
  })),
];

const happenings: fc.Arbitrary<Definition>[] = [
  deal.chain((name) =>
    fc.constantFrom("yes please", "no").map((text) => ({
      message: name,
      direction: "in",
      channel: "email",
      from: "pedro@example.test",
      text,
    })),
  ),
  deal.map((name) => ({ event: "call.missed", record: name, payload: { from: "+34600000001" } })),
  deal.map((name) => ({ complete: "Call Pedro", record: name })),
];

const lives: fc.Arbitrary<Definition>[] = [
  fc
    .record({ press: key, record: fc.option(deal, { nil: undefined }) })
    .map(({ press, record }) => ({ press, ...(record === undefined ? {} : { record }) })),
  fc.record({ stop: key, record: deal, as: fc.constant("ana") }),
  key.map((name) => ({ deactivate: name })),
  fc.record({
    activate: key,
    existing: fc.boolean(),
    resume: fc.constantFrom("shift", "keep_clock", "restart", "discard"),
  }),
  fc
    .record({
      edit_segment: fc.constant("big"),
      limit: fc.constantFrom(100, 1000, 4000),
      apply: fc.constantFrom("now_on", "all"),
    })
    .map(({ limit, ...rest }) => ({ ...rest, filter: [["amount", "gt", limit]] })),
];

const publications = (choice: Choice): fc.Arbitrary<Definition> =>
  fc.record({
    publish: key,
    change: fc.oneof(
      steps(choice).map((given) => ({ steps: given })),
      automation(choice).map((given) => ({ trigger: given["trigger"], enrollment: given["enrollment"] })),
    ),
    active_runs: fc.constantFrom("finish", "move", "cancel"),
  });

const failures = fc.record({
  fail: fc.constantFrom("email", "sms", "webhook"),
  times: fc.constantFrom(1, 2, 7),
  error: fc.constantFrom("temporary", "permanent"),
});

const weighed = (weight: number, arbitraries: readonly fc.Arbitrary<Definition>[]) =>
  arbitraries.map((arbitrary) => ({ weight, arbitrary }));

export const timeline = (choice: Choice): fc.Arbitrary<readonly Happening[]> =>
  fc.array(
    fc.record({
      after,
      entry: fc.oneof(
        { weight: 16, arbitrary: edit },
        ...weighed(3, [anew]),
        ...weighed(1, records),
        ...weighed(3, happenings),
        ...weighed(2, lives),
        { weight: 3, arbitrary: publications(choice) },
        ...weighed(choice.shared ? 2 : 0, [failures]),
        ...weighed(1, [fc.constant({ down: true }), fc.constant({ up: true })]),
      ),
    }),
    { minLength: 8, maxLength: 24 },
  );
