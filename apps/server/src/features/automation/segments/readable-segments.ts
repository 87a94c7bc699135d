import { parseFilter } from "@cadencia/core/filter";
import type { Catalog } from "../../objects/index.ts";
import type { RuleSource } from "../rule.ts";

/** The segments that can be read by a model: one that asks of what is hidden from somebody is not there for them. */
export const readableSegments = (
  segments: RuleSource["segments"],
  { catalog: { model } }: { readonly catalog: Pick<Catalog, "model"> },
): RuleSource["segments"] => {
  const isReadable = ([key, { object }]: readonly [string, { readonly object: string }]): boolean =>
    parseFilter({ segment: key }, { model, object, segments, resolve: (_, name) => name }).ok;
  return new Map([...segments].filter(isReadable));
};
