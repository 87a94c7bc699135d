/** What can be wrong with a template: found when it is compiled, but for `limit`, which stops a rendering. */
export type TemplateErrorCode =
  | "syntax"
  | "unknown_tag"
  | "unknown_filter"
  | "filter_arguments"
  | "unknown_root"
  | "unknown_field"
  | "field_of_list"
  | "too_large"
  | "too_deep"
  | "limit";

/** Where something stands in a template, both counted from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

interface Details {
  readonly position?: Position | null;
  /** The name that is not known. */
  readonly subject?: string;
}

export class TemplateError extends Error {
  override readonly name = "TemplateError";
  readonly code: TemplateErrorCode;
  readonly position: Position | null;
  readonly subject: string | null;

  constructor(code: TemplateErrorCode, message: string, { position = null, subject }: Details = {}) {
    super(position === null ? message : `${message} (line ${position.line}, column ${position.column})`);
    this.code = code;
    this.position = position;
    this.subject = subject ?? null;
  }
}
