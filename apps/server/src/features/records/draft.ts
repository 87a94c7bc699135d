import { asWritten, didYouMean, noSuch } from "@cadencia/core/nearest";
import { ANY_OBJECT, type Field, type ObjectType, type Value } from "@cadencia/core/model";
import { restrictModel, type Rights } from "@cadencia/core/rights";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { Catalog } from "../objects/index.ts";
import { canonical, type CanonicalContext } from "./canonical.ts";
import { derivedValues } from "./derived.ts";
import { eventRuleProblems } from "./event-rule.ts";
import { placeRecord } from "./stage.ts";
import type { Resolver } from "./wanted.ts";
import { userTimeProblems } from "./user-time.ts";
import { isEmpty, sameValue, type RecordValues } from "./row.ts";

/** What a caller gives: values by field key, in any accepted form. */
export type Input = Readonly<Record<string, unknown>>;

export interface DraftContext extends CanonicalContext {
  readonly resolve: Resolver;
  readonly catalog: Catalog;
  readonly now: string;
  /** The product itself may set what callers may not. */
  readonly trusted: boolean;
  /** Of whoever writes: no message names what is hidden from them. */
  readonly rights: Rights;
}

export type DraftResult =
  | {
      readonly ok: true;
      readonly before: RecordValues | null;
      readonly values: RecordValues;
      readonly changed: ReadonlySet<string>;
    }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** Of one record; whoever has so many mends them and asks again. */
const MOST_PROBLEMS = 10;

/** Works out what a record becomes: canonical values, defaults, its stage, and what derives from them. */
export const draftRecord = (
  object: ObjectType,
  { before, input }: { before: RecordValues | null; input: Input },
  context: DraftContext,
): DraftResult => {
  const problems: FieldProblem[] = [];
  const given: Record<string, Value> = {};
  for (const [key, raw] of Object.entries(input)) {
    if (problems.length === MOST_PROBLEMS) break;
    readField(object, { key, raw }, { context, problems, given });
  }
  if (object.key === "user") {
    problems.push(...userTimeProblems(given), ...roleProblems(given, context.catalog.roles));
  }
  if (object.key === "event") problems.push(...eventRuleProblems(given));
  const withDefaults = before === null ? { ...defaultsOf(object), ...given } : given;
  const placed = place(object, { before, given: withDefaults }, { context, problems });
  if (problems.length > 0) return { ok: false, problems };

  const values = { ...before, ...placed };
  const derived = derivedValues(object.key, {
    before,
    values,
    given: new Set(Object.keys(given)),
    now: context.now,
    model: context.catalog.model,
  });
  const after = { ...values, ...derived };
  const changed = changedFields(object, before, after);
  // What was empty before the field became required may stay so until somebody touches it.
  const asked = [...object.fields.values()].filter((field) => before === null || changed.has(field.key));
  problems.push(...missingFields(object, asked, { values: after, rights: context.rights }));
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, before, values: after, changed };
};

const readField = (
  object: ObjectType,
  { key, raw }: { key: string; raw: unknown },
  into: { context: DraftContext; problems: FieldProblem[]; given: Record<string, Value> },
): void => {
  const field = object.fields.get(key);
  if (field === undefined) {
    const { rights } = into.context;
    const hint = didYouMean(
      key,
      [...object.fields.keys()].filter((known) => !rights.hides(object.key, known)),
    );
    into.problems.push({
      field: key,
      code: "unknown_field",
      message: `${object.key} has no field ${asWritten(key)}${hint}`,
    });
    return;
  }
  if (field.readOnly === true && !into.context.trusted) {
    into.problems.push({
      field: key,
      code: "read_only",
      message: `${object.key}.${key} is set by the product`,
    });
    return;
  }
  const { rights, resolve } = into.context;
  const result = canonical(field, raw, {
    ...into.context,
    resolve: (target, text) => resolve(target, text, rights),
  });
  if (!result.ok) {
    into.problems.push({
      field: key,
      code: "wrong_value",
      message: `${object.key}.${key} ${result.reason}`,
      expected: field.type,
    });
    return;
  }
  into.given[key] = result.value;
  if (field.to !== ANY_OBJECT || field.type !== "relation") return;
  const target = result.value === null ? null : targetObject(raw);
  const reason = result.value === null ? null : refuseTarget(target, into.context);
  if (reason === null) into.given[`${key}__object`] = target;
  else into.problems.push({ field: key, code: "wrong_value", message: `${object.key}.${key} ${reason}` });
};

/** Where any object may stand, the caller says which: {object: "deal", id: "…"}. */
const targetObject = (raw: unknown): string | null => {
  const named = typeof raw === "object" && raw !== null && "object" in raw ? raw.object : null;
  return typeof named === "string" ? named : null;
};

const refuseTarget = (target: string | null, { catalog, rights }: DraftContext): string | null => {
  if (target === null) return 'may point at any object; write {"object": "deal", "id": "…"}';
  const { objects } = restrictModel(catalog.model, rights);
  if (objects.has(target)) return null;
  return `points at ${asWritten(target)}, which is no object${didYouMean(target, objects.keys())}`;
};

/** Nobody gets a role that is not there: they would be left without any rights. */
const roleProblems = ({ role }: RecordValues, roles: Catalog["roles"]): readonly FieldProblem[] => {
  if (typeof role !== "string" || role === "" || roles.has(role)) return [];
  const message = noSuch("role", role, roles.keys());
  return [{ field: "role", code: "unknown_value", message }];
};

const place = (
  object: ObjectType,
  { before, given }: { before: RecordValues | null; given: RecordValues },
  { context, problems }: { context: DraftContext; problems: FieldProblem[] },
): RecordValues => {
  if (!object.fields.has("stage")) return given;
  if (before !== null && given["stage"] === undefined && given["pipeline"] === undefined) return given;
  const current =
    before === null ? null : { pipeline: textOf(before["pipeline"]), stage: textOf(before["stage"]) };
  const wanted = { pipeline: textOf(given["pipeline"]), stage: textOf(given["stage"]) };
  const placement = placeRecord(context.catalog.model, object.key, { current, wanted });
  if (placement.ok) return { ...given, pipeline: placement.pipeline, stage: placement.stage };
  problems.push({
    field: placement.field,
    code: placement.field === "stage" ? "unknown_stage" : "unknown_pipeline",
    message: `${object.key}: ${placement.reason}`,
  });
  return given;
};

const textOf = (value: Value | undefined): string | null => (typeof value === "string" ? value : null);

const defaultsOf = (object: ObjectType): RecordValues => {
  const defaults: Record<string, Value> = { archived: false, tags: [], followers: [] };
  for (const field of object.fields.values()) {
    if (field.default !== undefined) defaults[field.key] = field.default as Value;
  }
  return defaults;
};

const missingFields = (
  object: ObjectType,
  asked: readonly Field[],
  { values, rights }: { readonly values: RecordValues; readonly rights: Rights },
): readonly FieldProblem[] =>
  asked
    .filter((field) => field.required === true && isEmpty(values[field.key]))
    .map(({ key }) =>
      rights.hides(object.key, key)
        ? { field: "", code: "required", message: `${object.key}: a field that you may not see is required` }
        : { field: key, code: "required", message: `${object.key}.${key} is required` },
    );

/** Fields that are the product's bookkeeping of a save, not a change of the record. */
const BOOKKEEPING = new Set(["created_at", "created_by", "updated_at", "updated_by"]);

const changedFields = (
  object: ObjectType,
  before: RecordValues | null,
  after: RecordValues,
): ReadonlySet<string> => {
  const changed = new Set<string>();
  for (const field of object.fields.values()) {
    if (BOOKKEEPING.has(field.key)) continue;
    if (!sameValue(field, before?.[field.key] ?? null, after[field.key] ?? null)) changed.add(field.key);
    else if (objectMoved(field, before, after)) changed.add(field.key);
  }
  return changed;
};

const objectMoved = (field: Field, before: RecordValues | null, after: RecordValues): boolean =>
  field.to === ANY_OBJECT &&
  (before?.[`${field.key}__object`] ?? null) !== (after[`${field.key}__object`] ?? null);
