import { createHash } from "node:crypto";
import type { Value } from "@cadencia/core/model";
import * as z from "zod";
import { invalid } from "../../../platform/errors/index.ts";
import { canonical } from "../canonical.ts";
import type { StoredRecord } from "../row.ts";
import type { SortKey } from "./sort.ts";

/** Where a page ended: the next begins behind this record, whatever was saved in between. */
export interface Cursor {
  /** The values that the last record was sorted by. */
  readonly values: readonly Value[];
  readonly id: string;
  /** The instant of the first page: "older than 3d" must mean the same on all of them. */
  readonly now: Temporal.Instant;
}

/** What a list is of; a cursor of one list means nothing in another. */
export interface ListIdentity {
  readonly parts: readonly unknown[];
  readonly sort: readonly SortKey[];
}

const schema = z.strictObject({
  list: z.string(),
  values: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])),
  id: z.uuid(),
  now: z.iso.datetime(),
});

export const writeCursor = (last: StoredRecord, now: Temporal.Instant, identity: ListIdentity): string => {
  const values = identity.sort.map(({ field }) =>
    field.key === "id" ? last.id : (last.values[field.key] ?? null),
  );
  const content = { list: fingerprint(identity), values, id: last.id, now: now.toString() };
  return Buffer.from(JSON.stringify(content)).toString("base64url");
};

export const readCursor = (text: string, identity: ListIdentity): Cursor => {
  const content = schema.safeParse(decode(text));
  if (!content.success) throw refuse("is no cursor; take it from `next` of the page before");
  const { list, values, id, now } = content.data;
  if (list !== fingerprint(identity)) {
    throw refuse("belongs to another list; ask with the filter and sort of the page before");
  }
  if (values.length !== identity.sort.length) throw refuse("is no cursor");
  if (!identity.sort.every(({ field }, index) => isValueOf(field, values[index])))
    throw refuse("is no cursor");
  return { values, id, now: Temporal.Instant.from(now) };
};

const decode = (text: string): unknown => {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    return null;
  }
};

/** What somebody made up must not reach the database. */
const isValueOf = (field: SortKey["field"], value: unknown): boolean => {
  const result = canonical(field, value, { timeZone: "UTC", resolve: () => null });
  return result.ok && (result.value === value || field.type === "datetime");
};

const fingerprint = ({ parts, sort }: ListIdentity): string => {
  const keys = sort.map(({ field, falling }) => [field.key, falling]);
  return createHash("sha256")
    .update(JSON.stringify([parts, keys]))
    .digest("base64url")
    .slice(0, 12);
};

const refuse = (message: string) =>
  invalid([{ field: "cursor", code: "wrong_value", message: `this cursor ${message}` }]);
