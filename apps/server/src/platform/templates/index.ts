export { type Compiled, compileTemplate } from "./compile.ts";
export { type Position, TemplateError, type TemplateErrorCode } from "./error.ts";
export { type MergeScope, type WorkspaceScope } from "./merge-roots.ts";
export { type Rendered, type RenderOptions, renderTemplate, renderValue } from "./render.ts";
