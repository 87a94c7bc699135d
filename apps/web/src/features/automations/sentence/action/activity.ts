import { asWords } from "../../../../lib/format/as-words.ts";
import { join, weave } from "../parts.ts";
import { aDue } from "../phrase/due.ts";
import { aPerson } from "../phrase/person.ts";
import { short, type ActionClause } from "./clause.ts";
import { quoted } from "../phrase/quoted.ts";

/** "plan a call for the owner, due in 3 days". */
export const planActivity: ActionClause = ({ with: given, object }, speech) => {
  const due = aDue(given["due"], object, speech);
  const type = given["type"] === undefined ? "to_do" : asWords(given["type"]);
  return join(
    [
      weave(speech.say("action.plan_activity"), {
        activity: speech.find(`activity.${type}`) ?? speech.say("activity.custom"),
        summary: quoted(short(given["summary"]), speech),
        owner: aPerson(given["owner"] ?? "owner", "for", speech),
      }),
      due === null
        ? []
        : weave(
            speech.say(
              typeof given["due"] === "object" && "field" in (given["due"] ?? {})
                ? "action.due_on"
                : "action.due",
            ),
            { due },
          ),
    ],
    ", ",
  );
};

/** "mark the open activities as done". */
export const completeActivities: ActionClause = ({ with: { type } }, speech) =>
  weave(speech.say("action.complete_activities"), {
    activities:
      typeof type === "string"
        ? (speech.find(`activities.${type}`) ?? speech.say("activities.any"))
        : speech.say("activities.any"),
  });

/** "plan the activities of Onboarding". */
export const planActivities: ActionClause = ({ with: { plan, lines } }, speech) =>
  typeof plan === "string"
    ? weave(speech.say("action.plan_activities"), { plan })
    : weave(speech.say("action.plan_lines", { count: Array.isArray(lines) ? lines.length : 0 }), {});
