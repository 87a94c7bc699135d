import type { ActionServices, StepAtWork } from "./action.ts";

/** A title on one line: what merge fields left empty leaves no double space, and no title at all the other one. */
export const titleOf = (
  services: ActionServices,
  step: StepAtWork,
  { text, otherwise }: { text: string | undefined; otherwise: string },
): string => {
  const rendered = text === undefined ? "" : collapse(services.render(text, step));
  return rendered === "" ? otherwise.trim() : rendered;
};

const collapse = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
