import { isStageForm } from "../triggers/index.ts";
import type { DoStepInput } from "../step.ts";
import { everyDoStep, type Rule } from "./rule.ts";

/** The stage a copy is put into as far as the text tells; a default stage only the pipelines know. */
const targetOf = (step: DoStepInput, home: string): string | undefined => {
  const stage = step.with?.["stage"];
  if (typeof stage !== "string") return undefined;
  if (stage.includes("/")) return stage;
  const pipeline = step.with?.["pipeline"];
  return `${typeof pipeline === "string" ? pipeline : home}/${stage}`;
};

/** A copy put into the very stage that starts the automation would copy itself for ever. */
export const copyElsewhere: Rule = (automation) => {
  const { trigger } = automation;
  if (!("enters" in trigger) || !isStageForm(trigger.enters)) return [];
  const { stage } = trigger.enters;
  const home = stage.slice(0, stage.indexOf("/"));
  return everyDoStep(automation).flatMap(({ step, path, subject }) => {
    if (step.do !== "copy_deal" || targetOf(step, home) !== stage) return [];
    const message = `${subject} copies the deal into ${stage}, the very stage that starts the automation`;
    return [{ code: "contradiction" as const, path: [...path, "with", "stage"], message }];
  });
};
