import { asWords } from "../../../../lib/format/as-words.ts";
import type { Speech } from "../speech.ts";

/** `to`: whom something reaches; `for`: whose it becomes. Spanish and Romanian inflect them differently. */
export type Case = "to" | "for";

/** `customer`, `owner`, `user:ana`, `field:x`, an address, or several. */
export const aPerson = (written: unknown, as: Case, speech: Speech): string => {
  const given = Array.isArray(written)
    ? written.map(String)
    : [written === undefined ? "owner" : asWords(written)];
  return speech.format.list(given.map((one) => singular(one, as, speech)));
};

const singular = (written: string, as: Case, speech: Speech): string => {
  const known = speech.find(`person.${as}.${written}`);
  if (known !== null) return known;
  const [kind = "", name = ""] = written.split(":");
  const named = (text: string) => speech.say(`person.${as}.named`, { name: text });
  if (kind === "user") return named(userName(name, speech));
  if (kind === "role" || kind === "team") return named(speech.say(`person.${kind}`, { name }));
  if (kind === "field") return named(speech.say("person.field", { name }));
  return named(userName(written, speech));
};

/** By id, handle or address. */
const userName = (written: string, { people }: Speech): string => {
  const found = people.get(written) ?? [...people.values()].find(({ handle }) => handle === written);
  return found?.name ?? written;
};

export const names = (written: unknown, kind: "conjunction" | "disjunction", speech: Speech): string =>
  speech.format.list(
    (Array.isArray(written) ? written : [written ?? "…"]).map((one) =>
      userName(String(one).replace(/^user:/u, ""), speech),
    ),
    kind,
  );
