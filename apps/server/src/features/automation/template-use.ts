import { stepsOf, type Automation } from "@cadencia/contracts/automation";

/** The keys of the templates that a definition names. */
export const templatesOf = (definition: Automation): ReadonlySet<string> =>
  new Set(stepsOf(definition).flatMap(({ step }) => templateKeys(step.with)));

export const templateKeys = (parameters: unknown): string[] => {
  if (typeof parameters !== "object" || parameters === null || !("template" in parameters)) return [];
  const { template } = parameters;
  if (typeof template === "string") return [template];
  return typeof template === "object" && template !== null ? Object.values(template).map(String) : [];
};
