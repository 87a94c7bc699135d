import type { Context } from "liquidjs";
import { renderingOf } from "../rendering.ts";

/** What a filter is called on. */
export interface FilterCall {
  readonly context: Context;
}

export type Filter = (this: FilterCall, value: unknown, ...args: unknown[]) => unknown;

/** Prints a value and counts its length against the rendering's memory. */
export const textOf = (call: FilterCall, value: unknown): string => {
  const text = renderingOf(call.context).print(value);
  call.context.memoryLimit.use(text.length);
  return text;
};

/** A filter over the text that a value prints, with texts for arguments. */
export const textFilter = (transform: (text: string, ...args: string[]) => unknown): Filter =>
  function (value, ...args) {
    return transform(textOf(this, value), ...args.map((arg) => textOf(this, arg)));
  };
