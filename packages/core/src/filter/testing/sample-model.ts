import {
  asText,
  ANY_OBJECT,
  type Field,
  type FieldType,
  type Model,
  type ObjectType,
  type RecordView,
  type ReverseRelation,
  type Value,
} from "../../model/index.ts";
import type { BusinessCalendar } from "../../schedule/index.ts";
import type { Filter } from "../nodes/index.ts";
import { parseFilter } from "../parse/parse-filter.ts";
import type { ParseContext } from "../parse/scope.ts";

const field = (key: string, type: FieldType, more: Partial<Field> = {}): Field => ({
  key,
  label: key,
  type,
  ...more,
});

const object = (
  key: string,
  fields: readonly Field[],
  reverse: Readonly<Record<string, Omit<ReverseRelation, "name">>> = {},
): [string, ObjectType] => [
  key,
  {
    key,
    label: key,
    fields: new Map(fields.map((one) => [one.key, one])),
    reverse: new Map(Object.entries(reverse).map(([name, relation]) => [name, { name, ...relation }])),
  },
];

/** A small CRM for the tests of filters. */
export const MODEL: Model = {
  objects: new Map([
    object(
      "deal",
      [
        field("title", "text"),
        field("amount", "money"),
        field("probability", "percent"),
        field("score", "integer"),
        field("repeat", "boolean"),
        field("visit", "date"),
        field("meeting", "datetime"),
        field("channel", "select", { options: ["web", "shop"] }),
        field("length", "duration"),
        field("extra", "json"),
        field("tags", "tags"),
        field("owner", "user", { to: "user" }),
        field("followers", "users", { to: "user" }),
        field("contact", "relation", { to: "contact" }),
        field("pipeline", "pipeline"),
        field("stage", "stage"),
      ],
      { tasks: { object: "task", fields: ["record", "deal"] } },
    ),
    object(
      "contact",
      [
        field("name", "text"),
        field("category", "select", { options: ["silver", "gold", "vip"] }),
        field("company", "relation", { to: "company" }),
      ],
      { deals: { object: "deal", fields: ["contact"] } },
    ),
    object("company", [field("name", "text")], { contacts: { object: "contact", fields: ["company"] } }),
    object("task", [
      field("done", "boolean"),
      field("due", "datetime"),
      field("record", "relation", { to: ANY_OBJECT }),
      field("deal", "relation", { to: "deal" }),
    ]),
    object("user", [field("name", "text"), field("manager", "user", { to: "user" })]),
  ]),
  pipelines: new Map(
    ["sales", "install"].map((key) => [
      key,
      {
        key,
        object: "deal",
        owner: null,
        stages: ["new", "won"].map((name, position) => ({
          key: `${key}/${name}`,
          pipeline: key,
          name,
          kind: name === "won" ? ("won" as const) : ("open" as const),
          position,
        })),
      },
    ]),
  ),
};

export const CALENDAR: BusinessCalendar = {
  timeZone: "Europe/Madrid",
  days: ["mon", "tue", "wed", "thu", "fri"],
  from: "09:00",
  to: "18:00",
  holidays: new Set(),
};

export const at = (now: string, calendar: BusinessCalendar = CALENDAR) => ({
  now: Temporal.Instant.from(now),
  calendar,
});

export const contextOf = (more: Partial<ParseContext> = {}): ParseContext => ({
  model: MODEL,
  object: "deal",
  segments: new Map(),
  resolve: (_object, text) => (text === "ana" ? "user-ana" : null),
  ...more,
});

/** The filter, which must be a valid one. */
export function parsed(input: unknown, more: Partial<ParseContext> = {}): Filter {
  const result = parseFilter(input, contextOf(more));
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.filter;
}

interface Links {
  readonly one?: Readonly<Record<string, RecordView>>;
  readonly many?: Readonly<Record<string, readonly RecordView[]>>;
}

export const record = (
  values: Readonly<Record<string, Value>>,
  { one = {}, many = {} }: Links = {},
): RecordView => ({
  id: asText(values["id"] ?? "r1"),
  object: "deal",
  value: (key) => values[key] ?? null,
  one: (key) => one[key] ?? null,
  many: (key) => many[key] ?? [],
});
