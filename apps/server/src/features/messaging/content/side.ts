import { createHash } from "node:crypto";
import type { TemplateChoice } from "@cadencia/contracts/automation";

/** A recipient's side of an A/B test: the same in all steps and runs of the automation. */
const sideOf = (automation: string, address: string): "a" | "b" => {
  const [first = 0] = createHash("sha256").update(`${automation}\n${address}`).digest();
  return first % 2 === 0 ? "a" : "b";
};

/** The key of the template that this recipient gets. */
export const chosenTemplate = (choice: TemplateChoice, automation: string, address: string): string =>
  typeof choice === "string" ? choice : choice[sideOf(automation, address)];
