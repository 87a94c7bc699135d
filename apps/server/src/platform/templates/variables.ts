import { compileTemplate } from "./compile.ts";
import type { Path } from "./paths.ts";

/** The dotted names that a text reads, as lists: `{{ deal.contact.name }}` gives ["deal", "contact", "name"]. */
export const variablesOf = (text: string): readonly Path[] => compileTemplate(text).paths;
