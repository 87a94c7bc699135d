import type { TimelineEntry } from "@cadencia/contracts/scenario";
import { Refusal } from "../../../platform/errors/index.ts";
import type { Stage } from "../run.ts";
import * as automations from "./automations.ts";
import * as configuration from "./configuration.ts";
import * as messages from "./messages.ts";
import * as records from "./records.ts";

/** Does what an entry of the timeline says. Answers what a preview got wrong; throws a Refusal when refused. */
export const perform = async (stage: Stage, entry: TimelineEntry): Promise<readonly string[]> => {
  switch (entry.verb) {
    case "create":
      await records.create(stage, entry);
      return [];
    case "update":
      await records.update(stage, entry);
      return [];
    case "delete":
      await records.setDeleted(stage, { name: entry.delete, as: entry.as, deleted: true });
      return [];
    case "restore":
      await records.setDeleted(stage, { name: entry.restore, as: entry.as, deleted: false });
      return [];
    case "archive":
      await records.setArchived(stage, { name: entry.archive, as: entry.as, archived: true });
      return [];
    case "unarchive":
      await records.setArchived(stage, { name: entry.unarchive, as: entry.as, archived: false });
      return [];
    case "convert":
      await records.convert(stage, entry);
      return [];
    case "merge":
      await records.merge(stage, entry);
      return [];
    case "import":
      await records.importRows(stage, entry);
      return [];
    case "complete":
      await records.complete(stage, entry);
      return [];
    case "name":
      await records.name(stage, entry);
      return [];
    case "event":
      await messages.event(stage, entry);
      return [];
    case "message":
      await messages.message(stage, entry);
      return [];
    case "bounce":
      await messages.bounce(stage, entry);
      return [];
    case "unsubscribe":
      await messages.unsubscribeBy(stage, entry);
      return [];
    case "press":
      await automations.press(stage, entry);
      return [];
    case "stop":
      await automations.stop(stage, entry);
      return [];
    case "webhook":
      await automations.webhook(stage, entry);
      return [];
    case "activate":
      return automations.activate(stage, entry);
    case "deactivate":
      await automations.deactivate(stage, entry);
      return [];
    case "remove":
      await automations.remove(stage, entry);
      return [];
    case "publish":
      await automations.publish(stage, entry);
      return [];
    case "dry_run":
      return automations.rehearse(stage, entry);
    case "copy":
      await automations.copy(stage, entry);
      return [];
    case "remove_stage":
      await configuration.removeStage(stage, entry);
      return [];
    case "remove_pipeline":
      await configuration.removePipeline(stage, entry);
      return [];
    case "remove_template":
      await configuration.removeTemplateByKey(stage, entry);
      return [];
    case "edit_segment":
      return configuration.editSegment(stage, entry);
    case "remove_segment":
      await configuration.removeSegmentByKey(stage, entry);
      return [];
    case "down":
      stage.running = false;
      return [];
    case "up":
      stage.running = true;
      return [];
    case "crash":
      configuration.crash(stage, entry);
      return [];
    case "fail":
      stage.script.fail(entry.fail, { times: entry.times ?? 1, error: entry.error ?? "temporary" });
      return [];
    case "check":
      return [];
    case "answer":
    case "click":
    case "open":
    case "respond":
      throw new Refusal("conflict", `the verb "${entry.verb}" is not available in this version`);
  }
};
