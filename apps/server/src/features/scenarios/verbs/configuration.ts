import type { EntryOf } from "@cadencia/contracts/scenario";
import { Refusal } from "../../../platform/errors/index.ts";
import { inTransaction } from "../../../platform/workspace/index.ts";
import { hidePipeline, hideStage, raiseModelRevision } from "../../objects/index.ts";
import { removeTemplate } from "../../automation/index.ts";
import type { Stage } from "../run.ts";

export const removeStage = (stage: Stage, entry: EntryOf<"remove_stage">): Promise<void> =>
  inTransaction(stage.engine.workspace, async (tx) => {
    if ((await hideStage(tx, entry.remove_stage)) === 0) throw missing("stage", entry.remove_stage);
    await raiseModelRevision(tx);
  });

export const removePipeline = (stage: Stage, entry: EntryOf<"remove_pipeline">): Promise<void> =>
  inTransaction(stage.engine.workspace, async (tx) => {
    if ((await hidePipeline(tx, entry.remove_pipeline)) === 0)
      throw missing("pipeline", entry.remove_pipeline);
    await raiseModelRevision(tx);
  });

export const removeTemplateByKey = (stage: Stage, entry: EntryOf<"remove_template">): Promise<void> =>
  stage.engine.run((context) => removeTemplate(context, entry.remove_template));

const missing = (what: string, key: string): Refusal =>
  new Refusal("not_found", `there is no ${what} "${key}"`);

/** The worker dies at the next execution of the step: before its transaction commits, or after the handover. */
export const crash = ({ crashes, script }: Stage, entry: EntryOf<"crash">): void => {
  if (entry.crash === "before_commit") {
    crashes.push({ automation: entry.automation, step: entry.step });
    return;
  }
  script.crashAfter((handover) => handover.stepKey === entry.step);
};
