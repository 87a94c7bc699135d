import { noSuch } from "@cadencia/core/nearest";
import type { NewField } from "@cadencia/contracts/api";

import type { Field, Model, ObjectType } from "@cadencia/core/model";
import { grantOf, type Scope } from "@cadencia/core/rights";
import { invalid, Refusal, type FieldProblem } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readCatalog } from "./catalog.ts";
import { insertCustomField, insertCustomObject, raiseModelRevision } from "./configuration.repo.ts";
import { fieldProblems } from "./field-rules.ts";
import { labelOf } from "./label.ts";
import { refuseKey } from "./reserved.ts";
import { addField, ensureDateIndex, ensureTable } from "./tables.repo.ts";

export interface NewObject {
  readonly key: string;
  readonly label?: string;
  readonly fields?: readonly NewField[];
}

/** Adds a custom object with its fields: a table of its own, at once. Call it within `changeModel`. */
export const createObject = async (
  tx: Transaction,
  { key, label, fields = [] }: NewObject,
): Promise<ObjectType> => {
  const { model } = await readCatalog(tx);
  const refused = refuseKey(key, "key");
  if (refused !== null) throw invalid([refused]);
  if (model.objects.has(key)) throw new Refusal("duplicate", `there is an object "${key}" already`);
  await insertCustomObject(tx, { key, label: label ?? labelOf(key) });
  await raiseModelRevision(tx);
  // One by one: a field may point at the object itself, and no way back may be used twice.
  for (const [index, field] of fields.entries()) {
    await declareField(tx, { object: key, field, at: `fields[${index}].` });
  }
  const object = await objectOf(tx, key);
  await ensureTable(tx, object);
  const { roles } = await readCatalog(tx);
  const isByOwner = [...roles.values()].some((role) => BY_OWNER.has(grantOf(role, key, "read")));
  if (isByOwner) await ensureDateIndex(tx, key, "owner");
  return object;
};

/** Scopes by which a role lists records by their owners; saving such a role makes the index for what is there. */
const BY_OWNER: ReadonlySet<Scope> = new Set(["own", "team"]);

/** Adds a custom field to an object, with its column. Call it within `changeModel`. */
export const createField = async (tx: Transaction, key: string, field: NewField): Promise<Field> => {
  const declared = await declareField(tx, { object: key, field, at: "" });
  await addField(tx, key, declared);
  return declared;
};

const declareField = async (
  tx: Transaction,
  { object: key, field, at }: { object: string; field: NewField; at: string },
): Promise<Field> => {
  const { model, settings } = await readCatalog(tx);
  const object = knownObject(model, key);
  if (object.fields.has(field.key)) {
    throw new Refusal("duplicate", `${key} has a field "${field.key}" already`);
  }
  if ([...object.fields.values()].filter(({ custom }) => custom === true).length >= MOST_CUSTOM_FIELDS)
    throw invalid([within(tooManyFields(key), at)]);
  const problems = fieldProblems(field, { model, object, timeZone: settings.timeZone });
  if (problems.length > 0) throw invalid(problems.map((problem) => within(problem, at)));
  const declared = fieldOf(field);
  await insertCustomField(tx, { object: key, field: declared, back: field.back ?? null });
  await raiseModelRevision(tx);
  return declared;
};

/** A text field takes two columns, and a table of PostgreSQL has at most 1,600. */
const MOST_CUSTOM_FIELDS = 500;

const tooManyFields = (object: string): FieldProblem => ({
  field: "key",
  code: "too_many",
  message: `${object} has ${MOST_CUSTOM_FIELDS} custom fields already, the most that an object can have`,
});

const within = (problem: FieldProblem, at: string): FieldProblem => ({
  ...problem,
  field: `${at}${problem.field}`,
});

const fieldOf = ({ key, label, type, options, to, required, ...rest }: NewField): Field => ({
  key,
  label: label ?? labelOf(key),
  type,
  custom: true,
  ...(options === undefined ? {} : { options }),
  ...(type === "user" || type === "users" ? { to: "user" } : {}),
  ...(to === undefined ? {} : { to }),
  ...(required === true ? { required } : {}),
  ...(rest.default === undefined || rest.default === null ? {} : { default: rest.default }),
});

const objectOf = async (tx: Transaction, key: string): Promise<ObjectType> =>
  knownObject((await readCatalog(tx)).model, key);

export const knownObject = (model: Model, key: string): ObjectType => {
  const object = model.objects.get(key);
  if (object !== undefined) return object;
  throw new Refusal("not_found", noSuch("object", key, model.objects.keys()));
};
