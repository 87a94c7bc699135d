import { ANY_OBJECT, isDecimalType, type Field, type Model } from "@cadencia/core/model";

/** How ids are called in the file; null for one that is not in it. */
export type NameOf = (id: string) => string | null;

/** What the product sets by itself, in a test as in life. */
const BY_ITSELF: ReadonlySet<string> = new Set([
  "id",
  "version",
  "created_by",
  "updated_by",
  "created_at",
  "updated_at",
  "archived",
  "stage_entered_at",
  "closed_at",
  "done_at",
  "done_by",
  "done_by_automation",
  "email_state",
  "from_deal",
  "converted_deal",
  "copied_from",
]);

/** Values of the journal as a scenario file writes them; what names nothing of the file is left out. */
export const writtenValues = (
  model: Model,
  object: string,
  { values, nameOf }: { readonly values: Readonly<Record<string, unknown>>; readonly nameOf: NameOf },
): Record<string, unknown> => {
  const fields = model.objects.get(object)?.fields;
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]): [string, unknown][] => {
      const field = fields?.get(key);
      if (
        field === undefined ||
        isLeftOut(field) ||
        (key === "pipeline" && typeof values["stage"] === "string")
      )
        return [];
      const written = writtenValue(field, value, nameOf);
      return written === undefined ? [] : [[key, written]];
    }),
  );
};

const isLeftOut = ({ key, derived, readOnly }: Field): boolean =>
  BY_ITSELF.has(key) || derived === true || readOnly === true;

const writtenValue = (field: Field, value: unknown, nameOf: NameOf): unknown => {
  if (value === null || value === undefined) return value;
  if (field.type === "relation" || field.type === "user" || field.to === ANY_OBJECT)
    return typeof value === "string" ? (nameOf(value) ?? undefined) : undefined;
  if (field.type === "users" || field.type === "relations")
    return Array.isArray(value) ? value.flatMap((id) => nameOf(String(id)) ?? []) : undefined;
  if (isDecimalType(field.type) && typeof value === "string")
    return String(Number(value)) === value ? Number(value) : value;
  return value;
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A definition or filter in which ids of the workspace become names of the file. */
export const renamed = (value: unknown, nameOf: NameOf): unknown => {
  if (typeof value === "string") {
    const [, prefix = "", id = value] = /^(user:)(.*)$/u.exec(value) ?? [];
    return UUID.test(id) ? `${prefix}${nameOf(id) ?? id}` : value;
  }
  if (Array.isArray(value)) return value.map((part: unknown) => renamed(part, nameOf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, renamed(part, nameOf)]));
};
