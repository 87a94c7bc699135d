import type { Context } from "liquidjs";
import { renderingOf } from "../rendering.ts";
import { weightOf } from "../weight.ts";

/** What a filter is called on. */
export interface FilterCall {
  readonly context: Context;
}

export type Filter = (this: FilterCall, value: unknown, ...args: unknown[]) => unknown;

/** Prints a value, counted against the rendering's memory. */
export const textOf = (call: FilterCall, value: unknown): string => {
  call.context.memoryLimit.use(weightOf(value));
  return renderingOf(call.context).print(value);
};

/** A filter over the text that a value prints, with texts for arguments. */
export const textFilter = (transform: (text: string, ...args: string[]) => unknown): Filter =>
  function (value, ...args) {
    return transform(textOf(this, value), ...args.map((arg) => textOf(this, arg)));
  };
