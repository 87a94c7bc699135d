import { Context, Output, type Template, toValueSync } from "liquidjs";
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
  readonly now?: Temporal.Instant | null;
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
  const write = (value: unknown): string =>
    value instanceof SafeText ? value.toString() : escapeValue(print(value));
  const rendering = renderingFor(options, { print, write });
  return rendered(run(compiled.nodes, { scope: mergeRoots(scope, options), rendering }));
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
  const write = (written: unknown): string => {
    value = written;
    return "";
  };
  const rendering = renderingFor(options, { print: createPrinter(options), write });
  run([only], { scope: mergeRoots(scope, options), rendering });
  return canonical(value);
};

interface Run {
  readonly scope: object;
  readonly rendering: Rendering;
  readonly emitter?: TextEmitter;
}

/** Runs parsed nodes over a scope under the limits. */
export const run = (
  nodes: readonly Template[],
  { scope, rendering, emitter = new TextEmitter() }: Run,
): string => {
  const limits = {
    memoryLimit: new Budget(LIMITS.memory) as unknown as Context["memoryLimit"],
    renderLimit: new Budget(LIMITS.work) as unknown as Context["renderLimit"],
    liquid: engine,
  };
  const context = new Context(scope, engine.options, { sync: true }, limits);
  setRendering(context, rendering);
  try {
    toValueSync(engine.renderer.renderTemplates([...nodes], context, emitter));
  } catch (error) {
    throw toTemplateError(error);
  }
  return emitter.text();
};

const renderingFor = (
  { locale, timeZone, currency, now = null }: RenderOptions,
  means: Pick<Rendering, "print" | "write">,
): Rendering => ({ locale, timeZone, currency, now, ...means });

const rendered = (text: string): Rendered => ({ text, empty: text.trim() === "" });
