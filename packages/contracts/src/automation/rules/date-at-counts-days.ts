import { countsDays } from "../../formats/index.ts";
import { type Rule, subjectOf } from "./rule.ts";

/** An hour of the day can be asked only of a day: "two hours before, at 9" means nothing. */
export const dateAtCountsDays: Rule = (automation) => {
  const { trigger } = automation;
  if (!("date" in trigger)) return [];
  const { at, offset } = trigger.date;
  if (at === undefined || offset === undefined || countsDays(offset)) return [];
  const message = `${subjectOf(automation)} has "at" with the offset ${offset}; it is allowed only with d, w, mo, y or bd`;
  return [{ code: "contradiction", path: ["trigger", "date", "at"], message }];
};
