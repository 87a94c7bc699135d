import { weave } from "../parts.ts";
import type { ActionClause } from "./clause.ts";

const tagging =
  (key: string): ActionClause =>
  ({ with: { tags } }, speech) => {
    const given = Array.isArray(tags) ? tags.map(String) : [];
    return weave(speech.say(`action.${key}`, { count: given.length }), { tags: speech.format.list(given) });
  };

/** "add the tag VIP". */
export const addTags = tagging("add_tags");
export const removeTags = tagging("remove_tags");
