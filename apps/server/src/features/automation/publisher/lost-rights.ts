import { restrictModel, type Rights } from "@cadencia/core/rights";
import type { Model } from "@cadencia/core/model";
import type { ActionName } from "@cadencia/contracts/automation";
import { checkTemplate } from "../../../platform/templates/index.ts";
import type { Catalog } from "../../objects/index.ts";
import { forbiddenAction, who } from "../../rights/index.ts";
import type { PathTree } from "../../records/index.ts";
import type { CheckContext, TemplateDefinition } from "../actions/action.ts";
import { ACTION_REGISTRY } from "../actions/registry.ts";
import { textsIn } from "../execution/text-paths.ts";
import type { CompiledStep, Rule } from "../rule.ts";
import { unheard } from "./heard.ts";
import { filterReach, objectsAlong, type Reach } from "./reach.ts";

/** Why the trigger and the filters ask for more than somebody may read; null when they do not. */
export const unreadFilters = (rule: Rule, rights: Rights): string | null =>
  rights.everything ? null : (unreadReach(filterReach(rule), rights) ?? unheard(rule, rights));

export const unreadReach = (reach: Reach, rights: Rights): string | null => {
  if (rights.everything) return null;
  for (const [object, fields] of reach) {
    // A filter asks of every record, also of those that are others'.
    if (rights.scope(object, "read") !== "all") return forbiddenAction(rights, "read", object).message;
    const hidden = [...fields].find((field) => rights.hides(object, field));
    if (hidden !== undefined) return unread(rights, `${object}.${hidden}`);
  }
  return null;
};

const unread = (rights: Rights, what: string): string => `forbidden: ${who(rights)} may not read ${what}`;

const SENDING: ReadonlySet<ActionName> = new Set([
  "send_email",
  "send_sms",
  "send_message",
  "call",
  "send_survey",
]);

interface StepReach {
  readonly object: string;
  readonly step: CompiledStep;
  readonly templates: ReadonlyMap<string, TemplateDefinition>;
  /** Relations that the step walks. */
  readonly paths: PathTree;
  readonly catalog: Catalog;
  readonly userNamed: CheckContext["userNamed"];
}

/**
 * Why a step's action is not for somebody, whatever record it works on: it names what is hidden from them, reads an
 * object of which they may read nothing, or sends where they may not. Null when it is.
 */
export const forbiddenStep = (reach: StepReach, rights: Rights): string | null => {
  if (rights.everything) return null;
  const { object, step, templates, paths, catalog } = reach;
  const { definition } = step;
  const { model } = catalog;
  const closed = [object, ...objectsAlong(model, object, paths)].find(
    (target) => rights.scope(target, "read") === "none" && target !== "line",
  );
  if (closed !== undefined) return forbiddenAction(rights, "read", closed).message;
  if (SENDING.has(definition.do) && rights.scope("message", "create") === "none")
    return forbiddenAction(rights, "create", "message").message;
  const seen = restrictModel(model, rights);
  const until = untilField(definition);
  if (until !== null && isField(model, object, until) && !isField(seen, object, until))
    return unread(rights, `${object}.${until}`);
  const texts = [...textsIn(definition.with), ...[...templates.values()].flatMap(textsIn)];
  const unreadable = texts.find(
    (text) =>
      checkTemplate(text, { model: seen, object }).length > checkTemplate(text, { model, object }).length,
  );
  if (unreadable !== undefined) return unread(rights, `what is printed by "${unreadable.slice(0, 80)}"`);
  return forbiddenParameters(reach, { ...catalog, model: seen }, rights);
};

/** The date that a step waits for tells of itself by when the step is due. */
const untilField = ({ wait }: CompiledStep["definition"]): string | null =>
  wait !== undefined && wait !== null && "until" in wait ? wait.until.field : null;

const isField = (model: Model, object: string, path: string): boolean => {
  const [head = "", ...rest] = path.split(".");
  const field = model.objects.get(object)?.fields.get(head);
  if (field === undefined || rest.length === 0) return field !== undefined;
  return field.to !== undefined && isField(model, field.to, rest.join("."));
};

/** Parameters that name what is hidden are refused as unknown by the model that somebody sees, and not by the whole. */
const forbiddenParameters = (
  { object, step: { definition }, templates, catalog, userNamed }: StepReach,
  seen: Catalog,
  rights: Rights,
): string | null => {
  const check = ACTION_REGISTRY.get(definition.do)?.check;
  if (check === undefined) return null;
  const context = { object, templates: new Set(templates.keys()), userNamed };
  const standing = new Set(
    check(definition.with as never, { ...context, catalog }).map((problem) => problem.message),
  );
  const hidden = check(definition.with as never, { ...context, catalog: seen }).find(
    (problem) => !standing.has(problem.message),
  );
  return hidden === undefined ? null : unread(rights, hidden.field);
};
