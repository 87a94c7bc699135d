import { describe, expect, it } from "vitest";
import es from "../../apps/web/src/locales/es/refusals.json" with { type: "json" };
import ro from "../../apps/web/src/locales/ro/refusals.json" with { type: "json" };
import { REFUSAL_LINES } from "../../apps/web/src/lib/api/refusals/refusal-lines.ts";
import { lineIn } from "../../apps/web/src/lib/known-line.ts";
import { serverLines } from "./server-lines.ts";

const CODES = '"(?:conflict|in_use|duplicate|automation_inactive)"';

/** What these pages never ask for: other programs do, and who types commands or scenarios. */
const ELSEWHERE = new Set([
  "an API key has no session that could end",
  "a 7 cannot be merged with a 7",
  "a 7 cannot be merged with itself",
  'automation "7" is not started by "7": it has no address',
  'this run of "7" cannot be told: its version, or its record, is gone',
  'the verb "7" is not available in this version',
  "this workspace has no administrator",
  // Its beginning says how many automations; below with an example.
  '7 the segment "7"; 7 records would enter it, 7 leave and 7 stay: ',
]);

describe("what the server says where it refuses", () => {
  it.each(serverLines("", [`new Refusal\\(\\s*${CODES},`]).filter((line) => !ELSEWHERE.has(line)))(
    "%s has words of the reader's language",
    (line) => {
      expect(lineIn(REFUSAL_LINES, line)).not.toBeNull();
    },
  );

  it.each(
    serverLines("", ["const message ="]).filter((line) =>
      / failed by now|not active: what waits|runs under way on|cannot be pressed for all|tells of addresses/u.test(
        line,
      ),
    ),
  )("%s, which is made before it is thrown, has them too", (line) => {
    expect(lineIn(REFUSAL_LINES, line)).not.toBeNull();
  });

  it.each([
    ['automation "welcome" is active already', "alreadyActive", { name: "welcome" }],
    ["the run has ended (goal_reached) and does not go on", "runEnded", { reason: "goal_reached" }],
    [
      'another run of "welcome", or of its group, is under way for this record',
      "anotherRun",
      { name: "welcome" },
    ],
    [
      'Ana Pop, Luis Gil and 3 others have the role "sales"; give them another first',
      "roleHeldByMore",
      { names: "Ana Pop, Luis Gil", more: "3", name: "sales" },
    ],
    ["the lead was converted already, to the deal Miramar", "convertedTo", { deal: "Miramar" }],
    [
      'the active automations a, b use the segment "vip"; 4 records would enter it, 1 leave and 9 stay: give "apply"…',
      "segmentActive",
      { users: "a, b", name: "vip", enter: "4", leave: "1", stay: "9" },
    ],
    ['forbidden: the role "sales" of deal records may edit only their own', "ownOnly", { object: "deal" }],
  ])("%s is known by its key with what it names", (line, key, params) => {
    expect(lineIn(REFUSAL_LINES, line)).toEqual({ key, params });
  });

  it("stays the server's where nobody has put it in words", () => {
    expect(lineIn(REFUSAL_LINES, "something quite new")).toBeNull();
  });
});

describe.each([
  ["es", es],
  ["ro", ro],
] as const)("the words in %s", (language, texts: Readonly<Record<string, string>>) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const named = new Map(
    REFUSAL_LINES.map(([line, key]) => [
      key,
      [...line.source.matchAll(/\(\?<(\w+)>/gu)].map(([, name = ""]) => name),
    ]),
  );
  const keysOf = (key: string): readonly string[] =>
    named.get(key)?.includes("count") === true ? forms.map((form) => `${key}_${form}`) : [key];

  it("are there for each line, and for no others", () => {
    expect(Object.keys(texts).toSorted()).toEqual([...named.keys()].flatMap(keysOf).toSorted());
  });

  it("fill in what the line names, and nothing else", () => {
    const wrong = [...named].filter(([key, names]) =>
      keysOf(key).some((one) =>
        [...(texts[one] ?? "").matchAll(/\{\{(\w+)\}\}/gu)].some(([, name = ""]) => !names.includes(name)),
      ),
    );
    expect(wrong).toEqual([]);
  });
});
