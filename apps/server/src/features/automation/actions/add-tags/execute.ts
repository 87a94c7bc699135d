import type { Action } from "../action.ts";
import { changeEach } from "../set/change-each.ts";
import { changesOf } from "../set/changes.ts";

export const addTagsAction: Action<"add_tags"> = {
  name: "add_tags",
  execute: (batch) =>
    changeEach(batch, (step) => changesOf(batch, { add: { tags: batch.step.parameters.tags } }, step)),
};
