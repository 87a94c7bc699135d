import { type CheckOptions, checkTemplate, type Problem } from "../check/index.ts";
import type { RenderOptions } from "../render.ts";
import { type Localized, textsOf } from "./localized.ts";

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
