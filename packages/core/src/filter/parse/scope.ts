import { nearest } from "../../nearest/index.ts";
import type { Model, ObjectType } from "../../model/index.ts";

import type { FilterProblem, FilterProblemCode } from "../problem.ts";

/** What a filter is parsed against. */
export interface ParseContext {
  readonly model: Model;
  /** Object whose records are judged; ignored when the filter reads a payload. */
  readonly object: string;
  readonly segments: ReadonlyMap<string, { readonly object: string; readonly filter: unknown }>;
  /** The filter reads an event's payload: any dotted name is a field, of a type that only the payload knows. */
  readonly payload?: boolean;
  /** A save is at hand (`on` triggers), so `changed` and the like may be asked. */
  readonly save?: boolean;
  /** The step waited for an event, so `wait.happened` may be asked. */
  readonly wait?: boolean;
  /** The id of a user or record that is written by name (or already by id); null when there is none. */
  readonly resolve: (object: string, text: string) => string | null;
}

/** Where the parser stands in a filter. */
export interface Scope {
  readonly context: ParseContext;
  /** Object whose fields are meant here; null for a payload. */
  readonly object: ObjectType | null;
  readonly path: readonly (string | number)[];
  readonly problems: FilterProblem[];
  readonly insideRelation: boolean;
  /** What the whole filter has so far, wherever in it. */
  readonly counted: { parts: number };
  /** Segments being taken in, the outermost first. */
  readonly segments: readonly string[];
  /** The field and operator whose value is being read, for messages. */
  readonly about?: string;
}

export const at = (scope: Scope, ...keys: readonly (string | number)[]): Scope => ({
  ...scope,
  path: [...scope.path, ...keys],
});

export interface Refusal {
  readonly code: FilterProblemCode;
  readonly message: string;
  readonly nearest?: string | undefined;
}

/** Notes a problem where the scope stands. Returns null, what every reader gives for a value it refuses. */
export function refuse(scope: Scope, refusal: Refusal): null {
  const { code, nearest: choice } = refusal;
  const about = code === "wrong_value" && scope.about !== undefined ? `${scope.about} ` : "";
  const problem = { path: scope.path, code, message: about + refusal.message };
  scope.problems.push(Object.freeze(choice === undefined ? problem : { ...problem, nearest: choice }));
  return null;
}

/** A refusal that names the most similar valid choice, or all of them when they are few and none is similar. */
export function unknown(
  code: FilterProblemCode,
  what: string,
  { written, choices }: { readonly written: string; readonly choices: readonly string[] },
): Refusal {
  const best = nearest(written, choices);
  if (best !== undefined) return { code, message: `${what}; did you mean "${best}"?`, nearest: best };
  if (choices.length === 0) return { code, message: `${what}; there is none` };
  const few = choices.slice(0, 12).join(", ");
  return { code, message: `${what}; valid: ${few}${choices.length > 12 ? ", …" : ""}` };
}

/** A value as it is shown in a message. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? `"${value}"` : safeJson(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

const safeJson = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
};
