import {
  ANY_OBJECT,
  type Field,
  type FieldType,
  type Model,
  type RecordView,
  type Value,
} from "@cadencia/core/model";
import type { MergeScope } from "./merge-roots.ts";
import type { RenderOptions } from "./render.ts";

/** A small workspace for tests: deals with a contact, a company and activities. */
const field = (key: string, type: FieldType, extra: Partial<Field> = {}): [string, Field] => [
  key,
  { key, label: key, type, ...extra },
];

const FIELDS: Readonly<Record<string, readonly [string, Field][]>> = {
  user: [field("name", "text"), field("manager", "user", { to: "user" })],
  company: [field("name", "text"), field("parent", "relation", { to: "company" })],
  contact: [
    field("first_name", "text"),
    field("name", "text"),
    field("category", "select", { options: ["standard", "gold"] }),
    field("company", "relation", { to: "company" }),
  ],
  deal: [
    field("title", "text"),
    field("amount", "money"),
    field("currency", "text"),
    field("score", "integer"),
    field("margin", "percent"),
    field("close_date", "date"),
    field("meeting", "datetime"),
    field("repeat", "boolean"),
    field("tags", "tags"),
    field("channels", "multi_select", { options: ["web", "shop"] }),
    field("details", "json"),
    field("stage", "stage"),
    field("contact", "relation", { to: "contact" }),
    field("company", "relation", { to: "company" }),
    field("owner", "user", { to: "user" }),
    field("followers", "users", { to: "user" }),
  ],
  activity: [field("summary", "text"), field("record", "relation", { to: ANY_OBJECT })],
};

export const MODEL: Model = {
  objects: new Map(
    Object.entries(FIELDS).map(([key, fields]) => [
      key,
      {
        key,
        label: key,
        fields: new Map(fields),
        reverse: new Map(
          key === "deal"
            ? [["activities", { name: "activities", object: "activity", fields: ["record"] }]]
            : [],
        ),
      },
    ]),
  ),
  pipelines: new Map([
    [
      "sales",
      {
        key: "sales",
        object: "deal",
        owner: null,
        stages: [{ key: "sales/won", pipeline: "sales", name: "Ganado", kind: "won", position: 0 }],
      },
    ],
  ]),
};

let made = 0;

type Given = Readonly<Record<string, Value | RecordView | readonly RecordView[]>>;

/** A record with these values; records among them are its relations. */
export const record = (object: string, given: Given): RecordView => {
  made += 1;
  return {
    id: `${object}-${made}`,
    object,
    value: (key) => (given[key] ?? null) as Value,
    one: (key) => (given[key] ?? null) as RecordView | null,
    many: (key) => (given[key] ?? []) as readonly RecordView[],
  };
};

export const ANA = record("user", { name: "Ana", manager: record("user", { name: "Marta" }) });
export const ION = record("contact", { first_name: "Ion", name: "Ion Pop", category: "gold" });
export const DEAL = record("deal", {
  title: "Caldera",
  amount: "9000",
  currency: "EUR",
  score: 3,
  margin: "12.50",
  close_date: "2026-06-02",
  meeting: "2026-06-02T08:15:00Z",
  repeat: true,
  tags: ["vip", "sur"],
  channels: ["web", "shop"],
  details: { floors: [1, 2], note: "x" },
  stage: "sales/won",
  contact: ION,
  owner: ANA,
  followers: [ANA, record("user", { name: "Dan" })],
  activities: [record("activity", { summary: "Call" }), record("activity", { summary: "Visit" })],
});

export const scopeOf = (view: RecordView | null, payload?: unknown): MergeScope => ({
  record: view,
  workspace: { name: "Casa", timezone: "Europe/Madrid", locale: "es", currency: "EUR" },
  payload,
});

export const optionsIn = (
  locale: RenderOptions["locale"],
  escape: RenderOptions["escape"] = "none",
): RenderOptions => ({
  model: MODEL,
  locale,
  timeZone: "Europe/Madrid",
  currency: "EUR",
  escape,
  now: Temporal.Instant.from("2026-03-01T23:30:00Z"),
});
