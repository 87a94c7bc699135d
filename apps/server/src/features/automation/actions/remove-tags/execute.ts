import type { Action } from "../action.ts";
import { changeEach } from "../set/change-each.ts";
import { changesOf } from "../set/changes.ts";

export const removeTagsAction: Action<"remove_tags"> = {
  name: "remove_tags",
  execute: (batch) =>
    changeEach(batch, (step) => changesOf(batch, { remove: { tags: batch.step.parameters.tags } }, step)),
};
