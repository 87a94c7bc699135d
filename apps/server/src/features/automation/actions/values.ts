import { isTextType, type Field, type ObjectType } from "@cadencia/core/model";
import { localDate } from "@cadencia/core/schedule";
import { canonical, type SaveUnit } from "../../records/index.ts";
import type { Reason } from "../reasons.ts";
import { StepFailure, type ActionServices, type StepAtWork } from "./action.ts";
import { hasMergeFields } from "./checks.ts";
import { presentField, reach } from "./field-path.ts";
import { recordOfStep } from "./outcomes.ts";
import { isRelatedPerson, personFor, userCalled } from "./people.ts";

export interface ValueContext {
  readonly unit: SaveUnit;
  readonly services: ActionServices;
  readonly step: StepAtWork;
  /** The object whose field gets the value. */
  readonly object: ObjectType;
}

/** What a field gets, in canonical form unless it is a stage or product lines; and the reason of a stand-in. */
export interface FieldValue {
  readonly value: unknown;
  readonly warning: { readonly reason: Reason; readonly detail: string } | null;
}

const plain = (value: unknown): FieldValue => ({ value, warning: null });

type Computed =
  | { readonly for: string }
  | { readonly field: string; readonly offset?: string; readonly at?: string };

export const isComputed = (raw: unknown): raw is Computed =>
  typeof raw === "object" && raw !== null && !Array.isArray(raw) && ("for" in raw || "field" in raw);

/** What a value of `with` means for one step: texts are rendered, people found, dates counted. */
export const readValue = (field: Field, raw: unknown, context: ValueContext): FieldValue => {
  if (isComputed(raw) && field.type !== "json")
    return plain(check(field, computed(field, raw, context), context));
  const value = rendered(raw, context, field);
  if (value === null || value === "") return plain(null);
  switch (field.type) {
    case "pipeline":
    case "stage":
      return plain(value);
    case "user":
      return typeof value === "string" ? person(field, value, context) : plain(check(field, value, context));
    case "users":
      return plain(
        check(
          field,
          membersOf(value).map((member) => userId(member, context)),
          context,
        ),
      );
    case "multi_select":
    case "relations":
    case "tags":
      return plain(check(field, membersOf(value), context));
    case "boolean":
      return plain(check(field, value === "true" ? true : value === "false" ? false : value, context));
    default:
      return plain(check(field, value, context));
  }
};

/** One member alone may stand for a set of one. */
export const membersOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** A text field gets what people read ("12.400 €"), every other field the value itself. */
const rendered = (raw: unknown, context: ValueContext, field: Field): unknown => {
  const { services, step } = context;
  if (typeof raw === "string" && hasMergeFields(raw)) {
    return isTextType(field.type) ? services.render(raw, step) : services.value(raw, step);
  }
  if (Array.isArray(raw)) return raw.map((part) => rendered(part, context, field));
  if (typeof raw !== "object" || raw === null) return raw;
  return Object.fromEntries(Object.entries(raw).map(([key, part]) => [key, rendered(part, context, field)]));
};

/** `{for}` and `{field, offset, at}` are instants, or days where the field keeps days; `{field}` alone copies. */
const computed = (field: Field, raw: Computed, context: ValueContext): unknown => {
  const { services, step, unit } = context;
  if (!("for" in raw)) {
    const record = recordOfStep(step);
    const source = presentField(unit.catalog.model, unit.object(record.object), raw.field);
    if (source.field.type !== "date" && source.field.type !== "datetime") {
      const holder = reach(record, source);
      const value = holder.value(source.field.key);
      const target = holder.value(`${source.field.key}__object`);
      return typeof target === "string" ? { object: target, id: value } : value;
    }
  }
  const instant = services.due(step, raw);
  if (instant === null) return null;
  return field.type === "date" ? localDate(instant, unit.catalog.settings.timeZone) : instant.toString();
};

/** An owner who is gone is stood in for; so is anybody named by relation. Other people are who they are. */
const person = (field: Field, who: string, context: ValueContext): FieldValue => {
  const { services, step } = context;
  if (field.key === "owner" || isRelatedPerson(who)) {
    const found = personFor(services, step, { who });
    const warning =
      found.detail === null ? null : { reason: "missing_person" as const, detail: found.detail };
    return { value: found.user.id, warning };
  }
  return plain(userId(who, context));
};

const userId = (who: unknown, { services }: ValueContext): unknown => {
  if (typeof who !== "string") return who;
  const user = userCalled(services, who);
  if (user === null) throw new StepFailure("missing_person", `there is no user "${who}"`);
  return user.id;
};

/** Brings a value to its field's type, so that one step's bad value is that step's own failure. */
const check = (field: Field, value: unknown, { unit, object }: ValueContext): unknown => {
  const result = canonical(field, value, {
    timeZone: unit.catalog.settings.timeZone,
    resolve: unit.options.resolve,
  });
  if (!result.ok) throw new StepFailure("error", `${object.key}.${field.key} ${result.reason}`);
  // An any-relation says in its raw form which object it means.
  return field.type === "relation" && typeof value === "object" ? value : result.value;
};
