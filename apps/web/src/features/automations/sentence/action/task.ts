import { join, weave } from "../parts.ts";
import { aDue } from "../phrase/due.ts";
import { aPerson } from "../phrase/person.ts";
import { short, type ActionClause } from "./clause.ts";
import { quoted } from "../phrase/quoted.ts";

/** "create the task Call back for Ana". */
export const createTask: ActionClause = ({ with: given, object }, speech) => {
  const due = aDue(given["due"], object, speech);
  return join(
    [
      weave(speech.say("action.create_task"), {
        title: quoted(short(given["title"]), speech),
        owner: aPerson(given["owner"] ?? "owner", "for", speech),
      }),
      due === null ? [] : weave(speech.say("action.due"), { due }),
    ],
    ", ",
  );
};
