import { asText, addDecimals, fold, type Value } from "@cadencia/core/model";
import type { RecordValues } from "../../../records/index.ts";
import { membersOf } from "../values.ts";
import type { Change } from "./changes.ts";

type Input = Readonly<Record<string, unknown>>;

/** The input so far with one more change, counted from what the record holds (`base`). */
export const applied = (input: Input, change: Change, base: RecordValues): Input => {
  const { key } = change.field;
  const current = (key in input ? input[key] : base[key]) as Value | undefined;
  switch (change.how) {
    case "put":
      return { ...input, [key]: change.value };
    case "increment":
      return { ...input, [key]: incremented(change, current) };
    case "add":
      return { ...input, [key]: added(change, listOf(current)) };
    case "remove":
      return { ...input, [key]: without(change, listOf(current)) };
  }
};

const listOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value as string[]) : [];

/** Empty counts as 0; adding nothing leaves empty empty. */
const incremented = (change: Change, current: Value | undefined): unknown => {
  if (change.value === null) return current ?? null;
  const sum = addDecimals(asText(current ?? 0), asText(change.value as Value));
  return change.field.type === "integer" ? Number(sum) : sum;
};

/** People write tags in any case: "VIP" is there already when "vip" is. */
const sameMember = (change: Change): ((left: string, right: string) => boolean) =>
  change.field.type === "tags"
    ? (left, right) => fold(left) === fold(right)
    : (left, right) => left === right;

const wantedMembers = (change: Change): readonly string[] =>
  change.value === null ? [] : (membersOf(change.value) as string[]);

const added = (change: Change, current: readonly string[]): readonly string[] => {
  const same = sameMember(change);
  return wantedMembers(change).reduce(
    (members, member) => (members.some((known) => same(known, member)) ? members : [...members, member]),
    current,
  );
};

const without = (change: Change, current: readonly string[]): readonly string[] => {
  const same = sameMember(change);
  const gone = wantedMembers(change);
  return current.filter((member) => !gone.some((other) => same(other, member)));
};
