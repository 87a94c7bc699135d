import { Context, Output, toValueSync } from "liquidjs";
import type { Field, Model, Value } from "@cadencia/core/model";
import type { Locale } from "../i18n/index.ts";
import { canonical } from "./canonical.ts";
import { type Compiled, toTemplateError } from "./compile.ts";
import { engine } from "./engine.ts";
import { Budget, LIMITS } from "./limits.ts";
import { mergeRoots, type MergeScope } from "./merge-roots.ts";
import { createPrinter } from "./printing.ts";
import { type Rendering, setRendering } from "./rendering.ts";
import { TextEmitter } from "./text-emitter.ts";
import { escapeHtml, SafeText } from "./values/index.ts";

export interface RenderOptions {
  readonly model: Model;
  /** The recipient's language and zone. */
  readonly locale: Locale;
  readonly timeZone: string;
  /** For the `money` filter, where a record names no currency of its own. */
  readonly currency: string;
  readonly escape: "html" | "none";
  /** The Clock's present, for `"now" | date`. */
  readonly now?: Temporal.Instant;
  readonly optionLabel?: (field: Field, option: string) => string;
}

export interface Rendered {
  readonly text: string;
  /** Nothing but white space came out. */
  readonly empty: boolean;
}

/** Renders a template over a record. Throws a TemplateError with the code `limit` when it takes too much work. */
export const renderTemplate = (compiled: Compiled, scope: MergeScope, options: RenderOptions): Rendered => {
  if (compiled.nodes === null) return rendered(compiled.source);
  const print = createPrinter(options);
  const escapeValue = options.escape === "html" ? escapeHtml : (text: string): string => text;
  const write = (value: unknown): unknown =>
    value instanceof SafeText ? value.toString() : escapeValue(print(value));
  return rendered(run(compiled.nodes, mergeRoots(scope, options), renderingFor(options, write)));
};

/**
 * The value of a text that stands for one: a lone `{{ deal.amount }}` gives the amount in canonical form, to be
 * stored in a field; anything else gives its text, empty as null.
 */
export const renderValue = (compiled: Compiled, scope: MergeScope, options: RenderOptions): Value => {
  const [only, ...more] = compiled.nodes ?? [];
  if (!(only instanceof Output) || more.length > 0) {
    const { text, empty } = renderTemplate(compiled, scope, { ...options, escape: "none" });
    return empty ? null : text;
  }
  let value: unknown = null;
  const keepValue = (written: unknown): string => {
    value = written;
    return "";
  };
  run([only], mergeRoots(scope, options), renderingFor(options, keepValue));
  return canonical(value);
};

/** Runs parsed nodes over a scope under the limits. */
export const run = (nodes: NonNullable<Compiled["nodes"]>, scope: object, rendering: Rendering): string => {
  const limits = {
    memoryLimit: new Budget(LIMITS.memory) as unknown as Context["memoryLimit"],
    renderLimit: new Budget(LIMITS.work) as unknown as Context["renderLimit"],
    liquid: engine,
  };
  const context = new Context(scope, engine.options, { sync: true }, limits);
  setRendering(context, rendering);
  const emitter = new TextEmitter();
  try {
    toValueSync(engine.renderer.renderTemplates([...nodes], context, emitter));
  } catch (error) {
    throw toTemplateError(error);
  }
  return emitter.text();
};

const renderingFor = (options: RenderOptions, write: Rendering["write"]): Rendering => ({
  locale: options.locale,
  timeZone: options.timeZone,
  currency: options.currency,
  now: options.now ?? null,
  print: createPrinter(options),
  write,
});

const rendered = (text: string): Rendered => ({ text, empty: text.trim() === "" });
