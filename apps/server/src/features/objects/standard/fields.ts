import { ANY_OBJECT, type Field, type FieldType } from "@cadencia/core/model";
import { labelOf } from "../label.ts";

type Extra = Partial<Omit<Field, "key" | "type">>;

export const field = (key: string, type: FieldType, extra: Extra = {}): Field => ({
  key,
  label: labelOf(key),
  type,
  ...extra,
});

export const texts = (...keys: string[]): Field[] => keys.map((key) => field(key, "text"));
export const dates = (...keys: string[]): Field[] => keys.map((key) => field(key, "date"));
export const datetimes = (...keys: string[]): Field[] => keys.map((key) => field(key, "datetime"));
export const money = (...keys: string[]): Field[] => keys.map((key) => field(key, "money"));
export const booleans = (...keys: string[]): Field[] => keys.map((key) => field(key, "boolean"));
export const select = (key: string, ...options: string[]): Field => field(key, "select", { options });
export const user = (key: string): Field => field(key, "user", { to: "user" });
export const relation = (key: string, to: string = key): Field => field(key, "relation", { to });
export const anyRecord = (key: string): Field => field(key, "relation", { to: ANY_OBJECT });

/** What every record has (objects.md), before its own fields. */
export const COMMON_FIELDS: readonly Field[] = [
  field("created_at", "datetime", { readOnly: true }),
  field("created_by", "user", { to: "user", readOnly: true }),
  field("updated_at", "datetime", { readOnly: true }),
  field("updated_by", "user", { to: "user", readOnly: true }),
  user("owner"),
  field("tags", "tags"),
  field("followers", "users", { to: "user" }),
  field("archived", "boolean", { readOnly: true }),
  field("source", "text"),
];

export const PIPELINE_FIELDS: readonly Field[] = [field("pipeline", "pipeline"), field("stage", "stage")];
