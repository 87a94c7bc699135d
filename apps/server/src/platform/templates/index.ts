export { type Compiled, compileTemplate } from "./compile.ts";
export { type Position, TemplateError, type TemplateErrorCode } from "./error.ts";
export { type MergeScope, type WorkspaceScope } from "./merge-roots.ts";
export { type Rendered, type RenderOptions, renderTemplate, renderValue } from "./render.ts";
export { checkTemplate, type CheckOptions, type Problem } from "./check/index.ts";
export { checkMessage, type Localized, type MessageProblem, type MessageTemplate } from "./message/index.ts";
export { htmlToText, isHtml } from "./message/html.ts";
export { choose } from "./message/localized.ts";
export { variablesOf } from "./variables.ts";
