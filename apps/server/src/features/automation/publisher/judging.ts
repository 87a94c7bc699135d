import { restrictModel, type Rights } from "@cadencia/core/rights";
import type { Catalog } from "../../objects/index.ts";
import type { Directory } from "../../records/index.ts";
import type { CheckContext } from "../actions/action.ts";
import type { AutomationContext } from "../context.ts";

/** What a definition is judged by. */
export interface Judging {
  readonly catalog: Catalog;
  readonly resolve: (object: string, text: string) => string | null;
  readonly userNamed: CheckContext["userNamed"];
}

/**
 * The workspace as it is, and as somebody sees it: without what is hidden from them. Users are found by both only by
 * names that they may see.
 */
export const judgings = (
  { unit: { catalog, options }, directory }: Judged,
  rights: Rights,
): { readonly whole: Judging; readonly seen: Judging } => {
  const whole: Judging = {
    catalog,
    resolve: (object, text) => options.resolve(object, text, rights),
    userNamed: (text) => directory.named(text, rights),
  };
  if (rights.everything) return { whole, seen: whole };
  return { whole, seen: { ...whole, catalog: { ...catalog, model: restrictModel(catalog.model, rights) } } };
};

/** As much of a context as judging needs. */
export interface Judged {
  readonly unit: {
    readonly catalog: Catalog;
    readonly options: Pick<AutomationContext["unit"]["options"], "resolve">;
  };
  readonly directory: Pick<Directory, "named">;
}
