import { weave } from "../parts.ts";
import { aPerson, names } from "../phrase/person.ts";
import type { ActionClause } from "./clause.ts";

/** "assign it to Ana or Dan in turn". */
export const assign: ActionClause = ({ with: { users, mode } }, speech) =>
  weave(speech.say("action.assign"), {
    people: speech.say(`assign.${String(mode)}`, { names: names(users, "disjunction", speech) }),
  });

const following =
  (key: string): ActionClause =>
  ({ with: { users } }, speech) =>
    weave(speech.say(`action.${key}`), { people: aPerson(users, "to", speech) });

/** "add Ana as a follower". */
export const addFollowers = following("add_followers");
export const removeFollowers = following("remove_followers");
