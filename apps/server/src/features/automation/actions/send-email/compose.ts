import type { ActionParameters } from "@cadencia/contracts/automation";
import { htmlToText, isHtml, type Localized } from "../../../../platform/templates/index.ts";
import { headerValue, isOwnHeader } from "../../../messaging/index.ts";
import { StepFailure, type ActionBatch, type StepAtWork, type TemplateDefinition } from "../action.ts";
import { renderFor, sourceFor, type Reader } from "../sending/texts.ts";

export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
}

type Batch = ActionBatch<ActionParameters<"send_email">>;

/** The parts of a mail for one reader; a mail with nothing in it at all fails. */
export const composeMail = (
  batch: Batch,
  { step, template }: { step: StepAtWork; template: TemplateDefinition | null },
  reader: Reader,
): Mail => {
  const { parameters } = batch.step;
  const texts = template === null ? parameters : fromTemplate(batch, template, reader);
  const part = (text: Localized | null | undefined, html = false): string =>
    renderFor(batch, { step, text, html }, reader);
  const html = texts.html === undefined ? null : part(texts.html, true);
  const plain = texts.text === undefined ? null : part(texts.text);
  const mail = {
    subject: headerValue(part(texts.subject)),
    html: html === "" ? null : html,
    text: plain ?? (html === null ? "" : htmlToText(html)),
  };
  if (mail.subject === "" && mail.html === null && mail.text.trim() === "") {
    throw new StepFailure("missing_value", "the mail is empty");
  }
  return mail;
};

interface Texts {
  readonly subject?: Localized;
  readonly text?: Localized;
  readonly html?: Localized;
}

/** A template's body is HTML or plain text, whichever its author wrote. */
const fromTemplate = (batch: Batch, { subject, body }: TemplateDefinition, reader: Reader): Texts => {
  const isRich = isHtml(sourceFor(batch, body, reader));
  return {
    ...(subject === null ? {} : { subject }),
    ...(body === null ? {} : isRich ? { html: body } : { text: body }),
  };
};

/** The headers that the step adds; those that are ours alone it cannot replace. */
export const ownHeaders = (batch: Batch, step: StepAtWork, reader: Reader): Record<string, string> =>
  Object.fromEntries(
    Object.entries(batch.step.parameters.headers ?? {})
      .filter(([name]) => isOwnHeader(name))
      .map(([name, text]) => [name, headerValue(renderFor(batch, { step, text }, reader))]),
  );
