import { lineIn, type KnownLines, type Said } from "../../../../lib/known-line.ts";

/** What a step's log says beside its reason (features/automation/actions and features/messaging of the server). */
const LINES: KnownLines = [
  [/^there is nobody to send it to$/u, "nobody"],
  [/^there is no user to notify$/u, "nobody"],
  [/^late$/u, "late"],
  [/^the worker died while it was handing the message over$/u, "handover"],
  [/^nothing was sent$/u, "unsent"],
  [/^the address is (?<state>\w+)$/u, "address"],
  [/^there is no consent to (?<channel>\w+)$/u, "consent"],
  [/^it is night where the recipient is$/u, "night"],
  [/^nobody is left to stand in for "(?<name>.*)"$/u, "standIn"],
  [/^nobody is available for the \w+$/u, "unavailable"],
  [/^(?<name>.+) is gone: (?<instead>.+) instead$/u, "instead"],
  [/^there is no user "(?<name>.*)"$/u, "person"],
  [/^somebody who is to be invited is gone$/u, "invited"],
  [/^there is no template "(?<name>.*)"$/u, "template"],
  [/^there is no activity plan "(?<name>.*)"$/u, "plan"],
  [/^there is no automation "(?<name>.*)"$/u, "automation"],
  [/^the (?:message|mail|note) is empty$/u, "emptyText"],
  [/^the run has no record to work on$/u, "record"],
  [/^the pipeline "(?<name>.*)" is gone$/u, "pipeline"],
  [/^there is no pipeline for leads$/u, "leads"],
  [/^the lead's pipeline has no won stage$/u, "won"],
  [/^"(?<name>.*)" is no http or https address$/u, "webAddress"],
  [/^the recipient has no e-mail address$/u, "noEmail"],
  [/^the recipient has no usable number$/u, "noNumber"],
  [/^the record has no customer to write to$/u, "noCustomer"],
  [/^the text costs (?<cost>[\d.]+), and fewer credits are left$/u, "credits"],
  [/^(?:convert_lead|copy_deal|create_repeat_lead) works on a \w+, not on a (?<object>\w+)$/u, "otherObject"],
  [/^automation "(?<name>.*)" works on (?<object>\w+)$/u, "worksOn"],
  [/^a new (?<object>\w+) has no "(?<field>\w+)" yet$/u, "notYet"],
  [/^(?<field>\w+) is no number and cannot be incremented$/u, "uncounted"],
  [/^the event would end \(.*\) before it starts$/u, "eventEnd"],
  [/^the event has no (?<field>\w+)$/u, "eventWithout"],
  [/^the (?<object>\w+) has no (?<relation>\w+)$/u, "unrelated"],
  [/^step (?<step>\S+)$/u, "step"],
  [/^a repeat lead of this customer is open already$/u, "repeatOpen"],
  [/^(?<name>.+) is excluded$/u, "excluded"],
  [/^(?<failed>\d+) of (?<total>\d+) executions failed within an hour$/u, "manyFailed"],
  [/^(?<executed>\d+) executions within an hour; the busiest hour before had (?<busiest>\d+)$/u, "manyDone"],
];

export const saidIn = (detail: string): Said | null => lineIn(LINES, detail);

/** What a condition saw. */
export type Seen =
  | { readonly kind: "value"; readonly field: string; readonly before: string | null; readonly now: string }
  | {
      readonly kind: "related";
      readonly relation: string;
      readonly matching: string;
      readonly total: string;
    };

const VALUE =
  /^(?<field>[\w.]+) (?:was (?<before>.*) and is (?<after>.*)|is (?<now>.*)), (?:needs|must not be) [a-z_]+(?: .*)?$/su;
const RELATED = /^(?<relation>[\w.]+): (?<matching>\d+) of (?<total>\d+) match, (?:needs|must not be) .*$/su;

/** The values in the one line that tells of a false condition; null where it says something else. */
export const seenIn = (detail: string): readonly Seen[] | null => {
  const seen = detail
    .replace(/; …$/u, "")
    .split(/; (?=[\w.]+(?: is | was |: \d))| or (?=[\w.]+(?: is | was |: \d))/u)
    .map(oneSeen);
  return seen.every((one) => one !== null) ? seen : null;
};

const oneSeen = (part: string): Seen | null => {
  const value = VALUE.exec(part)?.groups;
  if (value !== undefined) {
    const { field = "", before = null, after, now = "" } = value;
    return { kind: "value", field, before, now: after ?? now };
  }
  const related = RELATED.exec(part)?.groups;
  if (related === undefined) return null;
  const { relation = "", matching = "", total = "" } = related;
  return { kind: "related", relation, matching, total };
};
