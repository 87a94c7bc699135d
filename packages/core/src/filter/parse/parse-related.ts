import {
  COUNT_OPERATORS,
  type CountOperator,
  type Filter,
  RelatedNode,
  type RelatedTest,
} from "../nodes/index.ts";
import { stepToMany, walkToOne } from "./parse-path.ts";
import { at, refuse, type Scope, shown, unknown } from "./scope.ts";

type ParseNode = (input: unknown, scope: Scope) => Filter | null;
export type Quantifier = "some" | "none" | "count";

/** Reads `{some: activities, where: …}`, `{none: …}` and `{count: …, where: …, is: [gt, 2]}`. */
export function parseRelated(
  input: Readonly<Record<string, unknown>>,
  { quantifier, parseNode }: { readonly quantifier: Quantifier; readonly parseNode: ParseNode },
  scope: Scope,
): RelatedNode | null {
  const target = parseRelation(input[quantifier], at(scope, quantifier));
  const test = quantifier === "count" ? parseCount(input["is"], at(scope, "is")) : { quantifier };
  if (!target || !test) return null;

  const object = scope.context.model.objects.get(target.relation.target) ?? null;
  const inner = { ...at(scope, "where"), object, insideRelation: true };
  const where = input["where"] === undefined ? null : parseNode(input["where"], inner);
  if (where === null && input["where"] !== undefined) return null;
  return RelatedNode.create({ ...target, where, test });
}

function parseRelation(value: unknown, scope: Scope): Pick<RelatedNode, "path" | "relation"> | null {
  if (scope.object === null)
    return refuse(scope, { code: "unknown_relation", message: "a payload has no relations" });
  if (typeof value !== "string" || value === "")
    return refuse(scope, {
      code: "wrong_shape",
      message: `needs the name of a relation, not ${shown(value)}`,
    });

  const names = value.split(".");
  const walked = walkToOne(scope, scope.object, names.slice(0, -1));
  const relation = walked && stepToMany(scope, walked.object, names.at(-1) ?? "");
  return walked && relation ? { path: walked.path, relation } : null;
}

function parseCount(value: unknown, scope: Scope): RelatedTest | null {
  if (!Array.isArray(value) || value.length !== 2)
    return refuse(scope, {
      code: "wrong_shape",
      message: "count needs what it is compared with: is: [gt, 2]",
    });
  const [word, number] = value as readonly unknown[];
  const operator = COUNT_OPERATORS.find((candidate: CountOperator) => candidate === word);
  if (!operator) {
    const what = `a count cannot be asked ${shown(word)}`;
    const choices = { written: String(word), choices: COUNT_OPERATORS };
    return refuse(at(scope, 0), unknown("unknown_operator", what, choices));
  }
  const counted = typeof number === "string" && /^\d{1,9}$/.test(number) ? Number(number) : number;
  if (typeof counted !== "number" || !Number.isSafeInteger(counted) || counted < 0)
    return refuse(at(scope, 1), {
      code: "wrong_value",
      message: `a count is a whole number, not ${shown(number)}`,
    });
  return Object.freeze({ quantifier: "count", operator, value: counted });
}
