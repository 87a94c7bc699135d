import type { Template } from "liquidjs";
import { compileTemplate } from "./compile.ts";
import { engine } from "./engine.ts";

const known = new WeakMap<readonly Template[], readonly (readonly string[])[]>();

/** The dotted names that a text reads, as lists: `{{ deal.contact.name }}` gives ["deal", "contact", "name"]. */
export const variablesOf = (text: string): readonly (readonly string[])[] => {
  const { nodes } = compileTemplate(text);
  if (nodes === null) return [];
  const cached = known.get(nodes);
  if (cached !== undefined) return cached;
  const variables = engine.globalVariableSegmentsSync([...nodes]).map((segments) => segments.map(String));
  known.set(nodes, variables);
  return variables;
};
