import type { Action, Configuration } from "@cadencia/core/rights";
import type { EntryOf } from "@cadencia/contracts/scenario";
import { noSuch } from "@cadencia/core/nearest";
import { Refusal } from "../../../platform/errors/index.ts";
import { readSegments, removeTemplate } from "../../automation/index.ts";
import { authoriseSegment, previewSegment, removeSegment, saveSegment } from "../../segments/index.ts";
import type { Stage } from "../run.ts";
import { comparePreview } from "./previews.ts";
import { readRights } from "../../records/index.ts";
import { requireRight } from "../../rights/index.ts";
import { inTransaction, type Transaction } from "../../../platform/workspace/index.ts";
import { hidePipeline, hideStage, raiseModelRevision, readCatalog } from "../../objects/index.ts";
import { originOf } from "./records.ts";

export const removeStage = (stage: Stage, entry: EntryOf<"remove_stage">): Promise<void> =>
  inTransaction(stage.engine.workspace, async (tx) => {
    await refuseActor(tx, stage, { as: entry.as, action: "edit", object: "pipeline" });
    if ((await hideStage(tx, entry.remove_stage)) === 0) throw missing("stage", entry.remove_stage);
    await raiseModelRevision(tx);
  });

export const removePipeline = (stage: Stage, entry: EntryOf<"remove_pipeline">): Promise<void> =>
  inTransaction(stage.engine.workspace, async (tx) => {
    await refuseActor(tx, stage, { as: entry.as, action: "delete", object: "pipeline" });
    if ((await hidePipeline(tx, entry.remove_pipeline)) === 0)
      throw missing("pipeline", entry.remove_pipeline);
    await raiseModelRevision(tx);
  });

export const removeTemplateByKey = (stage: Stage, entry: EntryOf<"remove_template">): Promise<void> =>
  stage.engine.run(async (context) => {
    await refuseActor(context.unit.tx, stage, { as: entry.as, action: "delete", object: "template" });
    await removeTemplate(context, entry.remove_template);
  });

/** Who acts in the file has the rights that they would have at the doors of the product. */
const refuseActor = async (
  tx: Transaction,
  stage: Stage,
  { as, action, object }: { as: string | undefined; action: Action; object: Configuration },
): Promise<void> => {
  const { actor } = originOf(stage, as);
  if (actor !== null) requireRight(await readRights(tx, await readCatalog(tx), actor), action, object);
};

/** The preview, if the file names one, is that of the moment before the edit. */
export const editSegment = (stage: Stage, entry: EntryOf<"edit_segment">): Promise<readonly string[]> =>
  stage.engine.change(async (context) => {
    const key = entry.edit_segment;
    const segments = await readSegments(context.unit.tx);
    const known = segments.get(key);
    if (known === undefined) throw new Refusal("not_found", noSuch("segment", key, segments.keys()));
    const segment = { key, object: known.object, filter: entry.filter };
    const { actor } = originOf(stage, entry.as);
    await authoriseSegment(context, segment, actor);
    const { enter, leave, stay } = await previewSegment(context, segment);
    const wrong = comparePreview(stage, entry.preview ?? {}, { enter, leave, stay });
    await saveSegment(context, segment, { apply: entry.apply, actor });
    return wrong;
  });

export const removeSegmentByKey = (stage: Stage, entry: EntryOf<"remove_segment">): Promise<void> =>
  stage.engine.change(async (context) => {
    await refuseActor(context.unit.tx, stage, { as: entry.as, action: "delete", object: "segment" });
    await removeSegment(context, entry.remove_segment);
  });

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
