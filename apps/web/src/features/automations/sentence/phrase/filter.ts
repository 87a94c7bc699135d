import { spelt } from "../../../model/use-labels.ts";
import { join, text, weave, type Part } from "../parts.ts";
import type { Speech } from "../speech.ts";
import { aCondition } from "./condition.ts";

/** A filter in words, as deep as it is. */
export const aFilter = (filter: unknown, object: string, speech: Speech): readonly Part[] => {
  const all = (of: readonly unknown[], word: Joint) =>
    join(
      of.map((one) => {
        const said = aFilter(one, object, speech);
        const inner = of.length > 1 ? jointOf(one) : null;
        return inner === null || inner === word || said.length === 0
          ? said
          : [...text("("), ...said, ...text(")")];
      }),
      ` ${speech.say(word)} `,
    );
  if (Array.isArray(filter)) {
    const [field, operator, value] = filter as readonly unknown[];
    if (typeof field === "string" && typeof operator === "string")
      return aCondition({ field, operator, value }, object, speech);
    return all(filter, "and");
  }
  const group = (filter ?? {}) as Readonly<Record<string, unknown>>;
  if (Array.isArray(group["all"])) return all(group["all"], "and");
  if (Array.isArray(group["any"])) return all(group["any"], "or");
  if ("not" in group)
    return [...text(`${speech.say("not")} (`), ...aFilter(group["not"], object, speech), ...text(")")];
  if (typeof group["segment"] === "string")
    return weave(speech.say("segment"), { segment: spelt(group["segment"]) });
  if (typeof group["stage"] === "string")
    return aCondition({ field: "stage", operator: "is", value: group["stage"] }, object, speech);
  for (const kind of ["some", "none", "count"]) {
    const relation = group[kind];
    if (typeof relation === "string") return aRelated(group, { kind, relation, object }, speech);
  }
  return [];
};

type Joint = "and" | "or";

/** By what the conditions of a group are joined; null where there are not two. */
const jointOf = (filter: unknown): Joint | null => {
  const { all, any } = (filter ?? {}) as { readonly all?: unknown; readonly any?: unknown };
  if (Array.isArray(filter)) return typeof filter[0] !== "string" && filter.length > 1 ? "and" : null;
  if (Array.isArray(all)) return all.length > 1 ? "and" : null;
  return Array.isArray(any) && any.length > 1 ? "or" : null;
};

interface Related {
  readonly kind: string;
  readonly relation: string;
  readonly object: string;
}

const aRelated = (
  group: Readonly<Record<string, unknown>>,
  { kind, relation, object }: Related,
  speech: Speech,
): readonly Part[] => {
  const info = speech.objects.get(object);
  const target =
    info?.relations.find(({ name }) => name === relation)?.object ??
    info?.fields.find(({ key }) => key === relation)?.to ??
    relation;
  const is = Array.isArray(group["is"]) ? group["is"] : [];
  const head = weave(speech.say(`related.${kind}`), {
    relation: speech.labels.relation(relation).toLocaleLowerCase(),
    number: `${SIGNS[String(is[0])] ?? String(is[0])} ${String(is[1])}`,
  });
  if (group["where"] === undefined) return head;
  return [...head, ...text(` ${speech.say("related.where")} `), ...aFilter(group["where"], target, speech)];
};

const SIGNS: Readonly<Record<string, string>> = {
  gt: ">",
  gte: "≥",
  lt: "<",
  lte: "≤",
  is: "=",
  is_not: "≠",
};
