/**
 * A field's value in its canonical form. Empty is always null (never "" or []… an empty set is []).
 *
 * text, email, phone, url, html, duration: string · number, money, percent: canonical decimal string
 * ("5000", "-0.25") · integer: number · boolean · date: "2026-06-01" · datetime: ISO instant ending in Z ·
 * select, user, relation, pipeline, stage ("sales/won"): string · multi_select, users, relations, tags: string[] ·
 * json: any JSON value.
 */
export type Value = JsonValue;

export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** One record as filters and merge fields see it: own values, and relations to walk. */
export interface RecordView {
  readonly id: string;
  readonly object: string;
  /** Canonical value of an own field; null when empty or unknown. */
  value(field: string): Value;
  /** The record that a to-one relation (relation, user) points at. */
  one(field: string): RecordView | null;
  /** The records of a to-many relation: a reverse relation, or a users/relations field. */
  many(relation: string): readonly RecordView[];
}

/** A value as plain text: empty for nothing, JSON for what is no text by itself. */
export const asText = (value: Value | undefined): string => {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};
