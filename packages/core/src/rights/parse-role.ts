import { type Model } from "../model/index.ts";
import { asWritten, didYouMean } from "../nearest/index.ts";
import { SALESPERSON, STANDARD_ROLES } from "./standard-roles.ts";
import { ACTIONS, ANY, CONFIGURATION, type Grants, type Role, SCOPES } from "./table.ts";

/** A custom role as it is written and kept: what it leaves out is as for a salesperson. */
export interface RoleDefinition {
  readonly key: string;
  readonly label: string;
  /** `{lead: {read: "all", edit: "own"}}`; `*` for every object that is not named. */
  readonly rights: Readonly<Record<string, Grants>>;
  /** `["deal.margin"]` */
  readonly hide: readonly string[];
}

export interface RoleProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export const customRole = ({ key, label, rights, hide }: RoleDefinition): Role => ({
  key,
  label,
  custom: true,
  grants: new Map(Object.entries(rights)),
  hidden: new Set(hide),
  locked: new Set(),
  base: SALESPERSON,
});

/** What is wrong with a role; rights and hidden fields may have come from anywhere. */
export const roleProblems = (
  { key, rights, hide }: { readonly key: string; readonly rights: object; readonly hide: unknown },
  model: Model,
): readonly RoleProblem[] => [
  ...keyProblems(key),
  ...Object.entries(rights).flatMap(([object, grants]) => grantProblems(object, grants, model)),
  ...hideProblems(hide, model),
];

const keyProblems = (key: string): readonly RoleProblem[] => {
  if (STANDARD_ROLES.has(key)) {
    const message = `the role "${key}" is one of the product's own and cannot be changed; choose another key`;
    return [{ field: "key", code: "reserved", message }];
  }
  if (/^[a-z0-9][a-z0-9_-]{0,59}$/.test(key)) return [];
  const message = `${asWritten(key)} is no key of a role; write up to 60 small letters, digits, _ and -`;
  return [{ field: "key", code: "bad_format", message }];
};

const grantProblems = (object: string, grants: unknown, model: Model): readonly RoleProblem[] => {
  const field = `rights.${object}`;
  const names = [ANY, ...model.objects.keys(), ...CONFIGURATION];
  if (!names.includes(object)) {
    const message = `there is no object ${asWritten(object)}${didYouMean(object, names)}`;
    return [{ field, code: "unknown_object", message }];
  }
  if (typeof grants !== "object" || grants === null || Array.isArray(grants)) {
    const message = `the rights on ${object} are written {read: all, edit: own}`;
    return [{ field, code: "wrong_shape", message }];
  }
  return Object.entries(grants).flatMap(([action, scope]): RoleProblem[] => [
    ...unknownWord({ field, word: action, what: `an action on ${object}`, known: ACTIONS }),
    ...unknownWord({
      field: `${field}.${action}`,
      word: scope,
      what: `a scope of ${object}.${action}`,
      known: SCOPES,
    }),
  ]);
};

const unknownWord = ({
  field,
  word,
  what,
  known,
}: {
  readonly field: string;
  readonly word: unknown;
  readonly what: string;
  readonly known: readonly string[];
}): readonly RoleProblem[] => {
  if (typeof word === "string" && known.includes(word)) return [];
  const written = typeof word === "string" ? word : (JSON.stringify(word) ?? "");
  const message = `${asWritten(written)} is not ${what} (${known.join(", ")})${didYouMean(written, known)}`;
  return [{ field, code: "unknown_value", message }];
};

const hideProblems = (hide: unknown, model: Model): readonly RoleProblem[] => {
  if (!Array.isArray(hide)) {
    const message = "hide is a list of fields, such as [deal.margin]";
    return [{ field: "hide", code: "wrong_shape", message }];
  }
  return hide.flatMap((name: unknown, position): RoleProblem[] => {
    const [object = "", field = "", ...rest] = typeof name === "string" ? name.split(".") : [];
    const type = model.objects.get(object);
    if (rest.length === 0 && (type?.fields.has(field) === true || type?.reverse.has(field) === true))
      return [];
    const written = typeof name === "string" ? name : (JSON.stringify(name) ?? "");
    const names =
      type === undefined
        ? []
        : [...type.fields.keys(), ...type.reverse.keys()].map((key) => `${object}.${key}`);
    const message = `hide: there is no field ${asWritten(written)}${didYouMean(written, names)}`;
    return [{ field: `hide.${position}`, code: "unknown_field", message }];
  });
};
