/**
 * Words of the contract that no scenario can use yet, with what brings them: the number of the issue, or a later one
 * (surveys, calendar answers, tracked links and open channels come with messaging and the calendar). Whoever builds
 * one writes its scenario and takes it off this list.
 */
export const NOT_YET: Readonly<Record<string, string>> = {
  "option of answer": "later",
  "option of respond": "later",
  "option of open": "later",
  "option of click": "later",
  "verb answer": "later",
  "verb respond": "later",
  "verb open": "later",
  "verb click": "later",
  "action send_message": "later",
  "action send_survey": "later",
  "automation steps do send_message": "later",
  "automation steps do send_survey": "later",
  // There are no activity plans to name; lines are given.
  "action plan_activities plan": "later",
  // Mail that comes in is parsed, and answers are threaded, with messaging.
  "option of message raw": "later",
  "option of message in_reply_to": "later",
  "option of fail fail message": "later",
  "effect message": "later",
  "reason rate_limited": "later",
  // No verb removes a field; features/objects and the actions' own tests show it.
  "reason missing_field": "later",
};

/** Whether a word is the one named, or stands under it: "action send_survey" has "action send_survey to". */
export const isOf = (named: string, word: string): boolean => word === named || word.startsWith(`${named} `);
