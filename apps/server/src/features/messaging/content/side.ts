import { createHash } from "node:crypto";
import type { TemplateChoice } from "@cadencia/contracts/automation";

export type Side = "a" | "b";

/** A recipient's side of an A/B test: the same in all steps and runs of the automation. */
export const sideOf = (automation: string, address: string): Side => {
  const [first = 0] = createHash("sha256").update(`${automation}\n${address}`).digest();
  return first % 2 === 0 ? "a" : "b";
};

/** The key of the template that this recipient gets, and of which side it is where two are under test. */
export const chosenTemplate = (
  choice: TemplateChoice,
  side: () => Side,
): { readonly key: string; readonly side: Side | null } => {
  if (typeof choice === "string") return { key: choice, side: null };
  const taken = side();
  return { key: choice[taken], side: taken };
};
