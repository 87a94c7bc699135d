import { join, weave, type Part } from "../parts.ts";
import { aDue } from "../phrase/due.ts";
import { theField } from "../phrase/field.ts";
import { aValue } from "../phrase/value.ts";
import type { ActionClause } from "./clause.ts";

const WORDS = new Set(["clear", "add", "remove", "increment"]);

/** "set stage to To renew", each field by itself. */
export const set: ActionClause = ({ with: given, object }, speech) => {
  const saying = (key: string, field: string, value: unknown): readonly Part[] =>
    weave(speech.say(`action.${key}`), {
      field: theField(field, object, speech),
      value:
        aDue(typeof value === "object" ? value : null, object, speech) ??
        aValue(value, { path: field, object, or: false }, speech),
    });
  const entries = Object.entries(given);
  const clear = given["clear"];
  const cleared = clear === undefined ? [] : Array.isArray(clear) ? clear : [clear];
  return join(
    [
      ...entries.filter(([field]) => !WORDS.has(field)).map(([field, value]) => saying("set", field, value)),
      ...cleared.map((field) => saying("clear", String(field), null)),
      ...["add", "remove", "increment"].flatMap((word) =>
        Object.entries(given[word] ?? {}).map(([field, value]) => saying(`set_${word}`, field, value)),
      ),
    ],
    ", ",
  );
};
