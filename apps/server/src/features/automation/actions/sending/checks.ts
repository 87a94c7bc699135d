import { asWritten, didYouMean } from "@cadencia/core/nearest";
import type { People, TemplateChoice } from "@cadencia/contracts/automation";

import type { FieldProblem } from "../../../../platform/errors/index.ts";
import type { CheckContext } from "../action.ts";
import { checkPerson, hasMergeFields } from "../checks.ts";
import { fieldPath } from "../field-path.ts";

const WORDS = ["customer", "owner", "team_leader", "manager", "followers", "attendees"];

/** Recipients must be of the kinds that there are; fields and users must exist. */
export const checkRecipients = (
  context: CheckContext,
  at: string,
  people: People | undefined,
): readonly FieldProblem[] => {
  if (people === undefined) return [];
  const words = typeof people === "string" ? [people] : people;
  return words.flatMap((word) => checkWord(context, at, word.trim()));
};

const checkWord = (context: CheckContext, at: string, word: string): readonly FieldProblem[] => {
  if (WORDS.includes(word) || hasMergeFields(word)) return [];
  if (word.startsWith("user:")) return checkPerson(context, at, word);
  if (word.startsWith("field:")) return checkField(context, at, word.slice("field:".length));
  if (/[@+\d]/.test(word) || context.userNamed(word) !== null) return [];
  const hint = didYouMean(word, WORDS);
  return [{ field: at, code: "unknown_recipient", message: `${asWritten(word)} is no recipient${hint}` }];
};

const checkField = (context: CheckContext, at: string, path: string): readonly FieldProblem[] => {
  const object = context.catalog.model.objects.get(context.object);
  const result = object === undefined ? null : fieldPath(context.catalog.model, object, path);
  return result?.ok === false ? [{ field: at, code: "unknown_field", message: result.message }] : [];
};

export const checkTemplateExists = (
  context: CheckContext,
  choice: TemplateChoice | undefined,
): readonly FieldProblem[] => {
  if (choice === undefined) return [];
  const keys = typeof choice === "string" ? [choice] : [choice.a, choice.b];
  return keys
    .filter((key) => !context.templates.has(key))
    .map((key) => {
      const hint = didYouMean(key, context.templates);
      return {
        field: "template",
        code: "unknown_template",
        message: `there is no template ${asWritten(key)}${hint}`,
      };
    });
};
