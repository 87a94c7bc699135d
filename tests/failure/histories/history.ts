import * as fc from "fast-check";
import { parseScenario, type Scenario } from "@cadencia/contracts/scenario";
import { automation, KEYS, type Definition } from "./automations.ts";
import { CONTACTS, DEALS, timeline, type Happening } from "./timeline.ts";

/** A workspace, its automations and what happens in it: a scenario file that expects nothing. */
export interface History {
  readonly automations: readonly Definition[];
  readonly happenings: readonly Happening[];
  /** At most so many mails a week for one address; 0: any number. */
  readonly cap: number;
  /** What workers do to it: which statements do not come through. */
  readonly trouble: number;
}

export const START = Temporal.ZonedDateTime.from("2026-03-23T09:00[Europe/Madrid]");
/** Long enough for most of what waits to come about; longer makes a history slow. */
const AFTERMATH = { days: 9 };

/** `shared`: runs of one record reach others, so that whose turn it is at one instant shows. */
export const history = (choice: { readonly shared: boolean }): fc.Arbitrary<History> =>
  fc
    .record({
      automations: fc.array(automation(choice), { minLength: 1, maxLength: KEYS.length }),
      happenings: timeline(choice),
      cap: choice.shared ? fc.constantFrom(0, 0, 1, 2) : fc.constant(0),
      trouble: fc.nat(2 ** 31 - 1),
    })
    .filter(isBounded);

/** Two that copy deals copy each other's copies, eight deep. */
const isBounded = (given: History): boolean =>
  JSON.stringify([given.automations, given.happenings]).split("copy_deal").length <= 2;

/** Null: an automation that the product refuses, or a filter that means nothing. */
export const scenarioOf = (given: History, name = "a random history"): Scenario | null => {
  const parsed = parseScenario(JSON.stringify(fileOf(given, name)), "random.yaml");
  return parsed.ok ? parsed.scenario : null;
};

/** The file, to be kept where something came of it. */
export const fileOf = ({ automations, happenings, cap }: History, name: string): Definition => {
  let at = START;
  let created = 0;
  const entries: Definition[] = [];
  const known = new Set(automations.map((_, index) => KEYS[index]));
  for (const { after, entry } of happenings) {
    at = at.add({ minutes: after });
    if (namesUnknown(entry, known)) continue;
    const named = entry["create"] === undefined ? {} : { create: `new${created++}` };
    entries.push({ at: at.toInstant().toString(), ...entry, ...named });
  }
  const until = at.add(AFTERMATH);
  return {
    scenario: name,
    workspace: {
      timezone: "Europe/Madrid",
      holidays: ["2026-04-03"],
      ...(cap === 0 ? {} : { frequency_cap: { max: cap, per: "week" } }),
    },
    start: START.toInstant().toString(),
    users: {
      root: { name: "Root", email: "root@cadencia.test", role: "admin" },
      ana: { name: "Ana", email: "ana@cadencia.test", absent: [["2026-03-25", "2026-03-26"]] },
      bo: { name: "Bo", email: "bo@cadencia.test", manager: "ana", absent: [["2026-03-30", "2026-04-01"]] },
    },
    pipelines: {
      sales: { object: "deal", stages: ["new", "proposal", "won!", "lost~"], owner: "ana" },
      leads: { object: "lead", stages: ["new", "converted!", "junk~"] },
    },
    templates: {
      hello: { kind: "email", subject: "Offer {{ deal.title }}", body: "Dear {{ contact.name }}" },
    },
    segments: { big: { object: "deal", filter: [["amount", "gt", 1000]] } },
    records: {
      pedro: { object: "contact", first_name: "Pedro", email: "pedro@example.test", phone: "+34600000001" },
      eva: { object: "contact", first_name: "Eva", category: "gold" },
      ...Object.fromEntries(
        DEALS.map((deal, index) => [
          deal,
          {
            object: "deal",
            title: deal,
            amount: 400 * index,
            contact: CONTACTS[index] ?? null,
            owner: "ana",
          },
        ]),
      ),
    },
    automations: automations.map((one, index) => ({ key: KEYS[index], ...one })),
    timeline: [...entries, { at: at.toInstant().toString(), up: true }],
    until: until.toInstant().toString(),
    expect: [],
  };
};

const namesUnknown = (entry: Definition, known: ReadonlySet<unknown>): boolean =>
  ["press", "stop", "activate", "deactivate", "publish", "dry_run"].some(
    (verb) => entry[verb] !== undefined && !known.has(entry[verb]),
  );
