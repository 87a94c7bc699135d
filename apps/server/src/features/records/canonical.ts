import { asWritten, nearest } from "@cadencia/core/nearest";
import { canonicalDecimal, type Field, type Value } from "@cadencia/core/model";
import { parseDuration } from "@cadencia/core/schedule";

/** What canonical() gives: the value to keep, or why it cannot be kept. */
export type Canonical =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly reason: string };

export interface CanonicalContext {
  /** Zone of a datetime that bears no offset. */
  readonly timeZone: string;
  /** Turns a name of a user or record into its id; null when nobody is called so. */
  readonly resolve: (object: string, text: string) => string | null;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const LONGEST_TEXT = 10_000;
const LONGEST_LONG_TEXT = 1_000_000;

const keep = (value: Value): Canonical => ({ ok: true, value });
const refuse = (reason: string): Canonical => ({ ok: false, reason });

/** Brings what a caller gave for a field into the form that is stored and compared. Empty text is no value. */
export const canonical = (field: Field, input: unknown, context: CanonicalContext): Canonical => {
  if (input === null || input === undefined || input === "") return keep(null);
  switch (field.type) {
    case "text":
      return text(input, LONGEST_TEXT);
    case "email":
    case "phone":
    case "url":
      return oneLine(input);
    case "long_text":
    case "html":
      return text(input, LONGEST_LONG_TEXT);
    case "number":
    case "money":
    case "percent":
      return decimal(input);
    case "integer":
      return integer(input);
    case "boolean":
      return typeof input === "boolean" ? keep(input) : refuse(`must be true or false, not ${show(input)}`);
    case "date":
      return date(input);
    case "datetime":
      return datetime(input, context.timeZone);
    case "duration":
      return typeof input === "string" && parseDuration(input) !== null
        ? keep(input)
        : refuse(`must be a duration such as 3d or 2bd, not ${show(input)}`);
    case "select":
      return option(field, input);
    case "multi_select":
      return set(input, (member) => option(field, member));
    case "tags":
      return set(input, (member) => text(member, 200));
    case "user":
    case "relation":
      return reference(field, input, context);
    case "users":
    case "relations":
      return set(input, (member) => reference(field, member, context));
    case "pipeline":
    case "stage":
      return text(input, 200);
    case "json":
      return json(input);
  }
};

const flawOf = (text: string): string | null => {
  if (text.includes("\u0000")) return "must not contain the character NUL";
  return text.isWellFormed() ? null : "contains half of a surrogate pair";
};

const text = (input: unknown, longest: number): Canonical => {
  if (typeof input !== "string") return refuse(`must be text, not ${show(input)}`);
  const flaw = flawOf(input);
  if (flaw !== null) return refuse(flaw);
  if (input.length > longest)
    return refuse(`must be at most ${longest} characters long, it has ${input.length}`);
  return keep(input);
};

/** Goes into the headers of messages, where a line break would begin another one. */
const oneLine = (input: unknown): Canonical =>
  typeof input === "string" && /\p{Cc}/u.test(input)
    ? refuse("must be one line without control characters")
    : text(input, LONGEST_TEXT);

/** JSON's texts may hold what PostgreSQL's cannot. */
const json = (input: unknown): Canonical => {
  const wrong = textsIn(input)
    .map(flawOf)
    .find((flaw) => flaw !== null);
  return wrong === undefined || wrong === null ? keep(input as Value) : refuse(wrong);
};

const textsIn = (input: unknown): string[] => {
  if (typeof input === "string") return [input];
  if (typeof input !== "object" || input === null) return [];
  return Object.entries(input).flatMap(([key, value]) => [key, ...textsIn(value)]);
};

/** A double holds whole numbers exactly up to here; beyond, it is not the number that somebody wrote. */
const isExact = (input: number): boolean => Math.abs(input) <= Number.MAX_SAFE_INTEGER;

const decimal = (input: unknown): Canonical => {
  if (typeof input === "number" && !isExact(input)) {
    return refuse(
      `has more digits than a JSON number keeps; write it as text, such as "12345678901234567890"`,
    );
  }
  const value = typeof input === "number" || typeof input === "string" ? canonicalDecimal(input) : null;
  return value === null ? refuse(`must be a number, not ${show(input)}`) : keep(value);
};

const integer = (input: unknown): Canonical => {
  const value = typeof input === "string" && /^-?\d{1,16}$/.test(input) ? Number(input) : input;
  return Number.isSafeInteger(value)
    ? keep(value as number)
    : refuse(`must be a whole number, not ${show(input)}`);
};

/** What calendars, PostgreSQL and people agree on. */
const isUsualYear = (year: number): boolean => year >= 1 && year <= 9999;

const date = (input: unknown): Canonical => {
  if (typeof input !== "string" || !DATE.test(input)) {
    return refuse(`must be a day such as 2026-06-01, not ${show(input)}`);
  }
  try {
    const day = Temporal.PlainDate.from(input, { overflow: "reject" });
    return isUsualYear(day.year) ? keep(day.toString()) : refuse(`${input} is not in the years 1 to 9999`);
  } catch {
    return refuse(`${input} is no day of the calendar`);
  }
};

const datetime = (input: unknown, timeZone: string): Canonical => {
  if (typeof input !== "string")
    return refuse(`must be an instant such as 2026-06-01T09:00:00Z, not ${show(input)}`);
  try {
    const instant = /(Z|[+-]\d{2}:?\d{2})$/i.test(input)
      ? Temporal.Instant.from(input)
      : Temporal.PlainDateTime.from(input, { overflow: "reject" }).toZonedDateTime(timeZone).toInstant();
    const { year } = instant.toZonedDateTimeISO("UTC");
    if (!isUsualYear(year)) return refuse(`${input} is not in the years 1 to 9999`);
    return keep(instant.round({ smallestUnit: "millisecond", roundingMode: "trunc" }).toString());
  } catch {
    return refuse(`must be an instant such as 2026-06-01T09:00:00Z, not ${show(input)}`);
  }
};

const option = (field: Field, input: unknown): Canonical => {
  const options = field.options ?? [];
  if (typeof input !== "string") return refuse(`must be one of ${options.join(", ")}, not ${show(input)}`);
  const known = options.find((candidate) => candidate.toLowerCase() === input.toLowerCase());
  if (known !== undefined) return keep(known);
  const close = nearest(input, options);
  const hint = close === undefined ? `choose one of ${options.join(", ")}` : `did you mean "${close}"?`;
  return refuse(`${asWritten(input)} is no option of it; ${hint}`);
};

const set = (input: unknown, member: (part: unknown) => Canonical): Canonical => {
  if (!Array.isArray(input)) return refuse(`must be a list, not ${show(input)}`);
  const members = new Set<Value>();
  for (const part of input) {
    const result = member(part);
    if (!result.ok) return result;
    if (result.value !== null) members.add(result.value);
  }
  return keep([...members] as Value);
};

/** A relation is given by id, by a name that the context knows, or as {object, id} where any object may stand. */
const reference = (field: Field, input: unknown, context: CanonicalContext): Canonical => {
  if (typeof input === "object" && input !== null && "id" in input)
    return reference(field, input.id, context);
  if (typeof input !== "string") return refuse(`must be the id of a record, not ${show(input)}`);
  if (UUID.test(input)) return keep(input.toLowerCase());
  const id = context.resolve(field.to ?? "user", input);
  return id === null ? refuse(`there is no ${field.to ?? "user"} "${input}"`) : keep(id);
};

const show = (input: unknown): string => {
  const printed = JSON.stringify(input) ?? String(input);
  return printed.length > 60 ? `${printed.slice(0, 57)}…` : printed;
};
