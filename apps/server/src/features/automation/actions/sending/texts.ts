import type { TemplateChoice } from "@cadencia/contracts/automation";
import { choose, type Localized } from "../../../../platform/templates/index.ts";
import type { Locale } from "../../../../platform/i18n/index.ts";
import { chosenTemplate, type Side } from "../../../messaging/index.ts";
import { StepFailure, type ActionBatch, type StepAtWork, type TemplateDefinition } from "../action.ts";

/** Whom a text is rendered for. */
export interface Reader {
  readonly locale: Locale;
  /** Decides the side of an A/B test. */
  readonly address: string;
}

export interface ChosenTemplate extends TemplateDefinition {
  /** Null where there is no test. */
  readonly side: Side | null;
}

/** The template that a reader gets; null for a step with texts of its own. */
export const templateFor = (
  { services, automation }: ActionBatch<unknown>,
  choice: TemplateChoice | undefined,
  { address }: Reader,
): ChosenTemplate | null => {
  if (choice === undefined) return null;
  const { key, side } = chosenTemplate(choice, () => services.side(automation.key, address));
  const template = services.template(key);
  if (template === null) throw new StepFailure("missing_template", `there is no template "${key}"`);
  return { ...template, side };
};

/** Renders a text, or the one of several languages that suits the reader. Nothing renders to nothing. */
export const renderFor = (
  { services, catalog }: ActionBatch<unknown>,
  { step, text, html = false }: { step: StepAtWork; text: Localized | null | undefined; html?: boolean },
  { locale }: Reader,
): string => {
  if (text === null || text === undefined) return "";
  const chosen = choose(text, { recipient: locale, workspace: catalog.settings.locale });
  return chosen.text === "" ? "" : services.render(chosen.text, step, { locale: chosen.locale, html });
};

/** The source of a text in the reader's language, before it is rendered. */
export const sourceFor = (
  { catalog }: ActionBatch<unknown>,
  text: Localized | null | undefined,
  { locale }: Reader,
): string =>
  text === null || text === undefined
    ? ""
    : choose(text, { recipient: locale, workspace: catalog.settings.locale }).text;

/** The text of a message without subject; it fails when nothing is left of it. */
export const plainText = (
  batch: ActionBatch<{ readonly text?: string; readonly template?: TemplateChoice }>,
  step: StepAtWork,
  reader: Reader,
): { readonly text: string; readonly template: ChosenTemplate | null } => {
  const { parameters } = batch.step;
  const template = templateFor(batch, parameters.template, reader);
  const source = template === null ? parameters.text : (template.body ?? template.subject);
  const text = renderFor(batch, { step, text: source }, reader).trim();
  if (text === "") throw new StepFailure("missing_value", "the message is empty");
  return { text, template };
};
