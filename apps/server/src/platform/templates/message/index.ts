import { type CheckOptions, checkTemplate, type Problem } from "../check/index.ts";
import { compileTemplate } from "../compile.ts";
import type { MergeScope } from "../merge-roots.ts";
import { type RenderOptions, renderTemplate } from "../render.ts";
import { htmlToText, isHtml } from "./html.ts";
import { choose, type Chosen, type Languages, type Localized, textsOf } from "./localized.ts";

export type { Localized } from "./localized.ts";

/** A template as the workspace keeps it, or the texts that an action holds itself. */
export interface MessageTemplate {
  /** email and survey have a subject; any other kind (sms, message, call, notify) is text alone. */
  readonly kind: string;
  readonly subject?: Localized | null;
  /** Text or HTML, whichever it is. */
  readonly body?: Localized | null;
  readonly text?: Localized | null;
  readonly html?: Localized | null;
}

export interface MailMessage {
  readonly kind: "mail";
  readonly subject: string;
  readonly text: string;
  /** Null for a mail of text alone. */
  readonly html: string | null;
}

export interface TextMessage {
  readonly kind: "text";
  readonly text: string;
}

export type RenderedMessage = MailMessage | TextMessage;

/** `locale` is the recipient's. */
export interface MessageOptions extends Omit<RenderOptions, "escape"> {
  readonly workspaceLocale: RenderOptions["locale"];
}

const MAIL_KINDS = new Set(["email", "survey"]);

/** Renders a message for one recipient. Throws a TemplateError where a text cannot be compiled or costs too much. */
export const renderMessage = (
  template: MessageTemplate,
  scope: MergeScope,
  options: MessageOptions,
): RenderedMessage => {
  const languages: Languages = { recipient: options.locale, workspace: options.workspaceLocale };
  const pick = (localized: Localized | null | undefined): Chosen => choose(localized ?? "", languages);
  const render = ({ text, locale }: Chosen, escape: RenderOptions["escape"]): string =>
    renderTemplate(compileTemplate(text), scope, { ...options, locale, escape }).text;

  const body = pick(template.body ?? template.html ?? template.text);
  if (!MAIL_KINDS.has(template.kind)) return { kind: "text", text: render(body, "none").trim() };

  const subject = oneLine(render(pick(template.subject), "none"));
  const isRich = isFilled(template.html) || isHtml(body.text);
  if (!isRich) return { kind: "mail", subject, text: render(body, "none"), html: null };
  const html = render(isFilled(template.html) ? pick(template.html) : body, "html");
  const text = isFilled(template.text) ? render(pick(template.text), "none") : htmlToText(html);
  return { kind: "mail", subject, text, html };
};

/** Nothing in any part of it: such a message fails with `missing_value`. An image is something. */
export const isEmptyMessage = (message: RenderedMessage): boolean => {
  if (message.text.trim() !== "") return false;
  if (message.kind === "text") return true;
  return message.subject === "" && (message.html === null || !/<(?:img|svg|video)\b/i.test(message.html));
};

export interface MessageProblem extends Problem {
  readonly part: "subject" | "body" | "text" | "html";
  /** The language of the text it stands in; null where the text has none. */
  readonly textLocale: RenderOptions["locale"] | null;
}

/** What keeps a template from being saved, in every part and every language. */
export const checkMessage = (template: MessageTemplate, options: CheckOptions): readonly MessageProblem[] =>
  (["subject", "body", "text", "html"] as const).flatMap((part) =>
    textsOf(template[part] ?? "").flatMap(({ locale, text }) =>
      checkTemplate(text, options).map((problem) => ({ ...problem, part, textLocale: locale })),
    ),
  );

/** A header cannot hold a line break, and a value may bring one. */
const oneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, " ").trim();

const isFilled = (localized: Localized | null | undefined): boolean =>
  localized !== null && localized !== undefined && textsOf(localized).some(({ text }) => text.trim() !== "");
