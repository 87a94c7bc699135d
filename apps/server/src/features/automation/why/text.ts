import { WHY_OUTCOMES, type WhyPayload } from "@cadencia/contracts/api";
import type { Explanation } from "@cadencia/core/filter";
import { translate, type Locale } from "../../../platform/i18n/index.ts";

export interface Reader {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** The answer to "why" for people, in their language and on their clock; one line an element. */
export const whyLines = (answer: WhyPayload, reader: Reader): string[] => {
  const { automation, now } = answer;
  const say = (key: string, params: Record<string, string | number> = {}) =>
    translate(reader.locale, `why.${key}`, params);
  const nearest = answer.nearest === null ? undefined : answer.occasions[answer.nearest];
  return [
    say("title", {
      automation: automation.name,
      object: answer.object,
      record: answer.record,
      version: automation.version,
      state: say(`state.${automation.state}`),
    }),
    "",
    say("now", { at: time(now.at, reader), outcome: outcomeText(now.outcome, reader) }),
    ...conditionLines(now.conditions, reader),
    ...conditionLines(now.when, reader),
    ...(now.next_at === null ? [] : [`  ${say("next", { at: time(now.next_at, reader) })}`]),
    "",
    answer.runs.length === 0 ? say("no_runs") : say("runs"),
    ...answer.runs.flatMap((run) => runLines(run, reader)),
    ...(nearest === undefined ? [] : ["", say("nearest"), ...occasionLines(nearest, reader)]),
    "",
    answer.occasions.length === 0 ? say("no_occasions") : say("occasions"),
    ...answer.occasions.flatMap((occasion) => occasionLines(occasion, reader)),
    ...(answer.next === null ? [] : ["", say("more", { cursor: answer.next })]),
  ];
};

const time = (at: string, { timeZone }: Reader): string => {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: "second" })}`;
};

const OWN_TEXTS = new Set<string>(WHY_OUTCOMES);

const outcomeText = (outcome: string, { locale }: Reader): string =>
  translate(locale, OWN_TEXTS.has(outcome) ? `why.outcome.${outcome}` : `reason.${outcome}`);

type Run = WhyPayload["runs"][number];

const runLines = (run: Run, reader: Reader): string[] => {
  const { locale } = reader;
  const chain = run.chain.map(({ automation }) => automation).join(" → ");
  return [
    `  ${time(run.started_at, reader)}  ${translate(locale, `status.${run.status === "active" ? "started" : run.status}`)} · ${translate(locale, "why.version", { version: run.version })}${run.depth > 1 ? ` · ${chain}` : ""}${reasonText(run.reason, reader)}`,
    ...run.steps.flatMap((step) => [
      `    ${step.step}: ${translate(locale, `status.${step.status}`)}${step.at === null ? "" : ` ${time(step.at, reader)}`}${step.due === null ? "" : ` (${translate(locale, "why.due", { at: time(step.due, reader) })})`}${reasonText(step.reason, reader)}${step.detail === null ? "" : ` ${step.detail}`}`,
      ...step.held.map(({ at, reason }) => `      ${time(at, reader)}${reasonText(reason, reader)}`),
      ...conditionLines(step.condition, reader, "      "),
    ]),
  ];
};

const reasonText = (reason: string | null, reader: Reader): string =>
  reason === null ? "" : ` · ${outcomeText(reason, reader)}`;

type Occasion = WhyPayload["occasions"][number];

const occasionLines = (occasion: Occasion, reader: Reader): string[] => {
  const { locale } = reader;
  const version =
    occasion.version === null ? "" : ` · ${translate(locale, "why.version", { version: occasion.version })}`;
  // What the conditions below say anyway need not be said twice.
  const detail = occasion.detail === null || occasion.conditions !== null ? "" : ` (${occasion.detail})`;
  return [
    `  ${time(occasion.at, reader)}  ${sourceText(occasion, reader)}${version}: ${outcomeText(occasion.outcome, reader)}${detail}`,
    ...conditionLines(occasion.conditions, reader, "    "),
  ];
};

const sourceText = ({ source, save }: Occasion, { locale }: Reader): string => {
  if (save === null || source === "date") return translate(locale, `why.source.${source}`);
  const who =
    save.automation === null
      ? (save.actor_name ?? translate(locale, "why.system"))
      : `${save.automation}/${save.step ?? ""}`;
  return translate(locale, `why.source.${source}`, {
    object: save.object,
    kind: translate(locale, `why.kind.${save.kind}`),
    fields: save.changed.join(", "),
    who,
  });
};

/** The tree of conditions with what each saw; ✓ and ✗ say whether it held. */
const conditionLines = (explanation: Explanation | null, reader: Reader, indent = "  "): string[] => {
  if (explanation === null) return [];
  const mark = explanation.holds ? "✓" : "✗";
  const below = (children: readonly Explanation[]) =>
    children.flatMap((child) => conditionLines(child, reader, `${indent}  `));
  switch (explanation.kind) {
    case "condition":
      return [`${indent}${mark} ${conditionText(explanation, reader)}`];
    case "some":
    case "none":
    case "count":
      return [`${indent}${mark} ${relatedText(explanation, reader)}`, ...below(explanation.children)];
    case "record":
      return [`${indent}${mark} ${explanation.id}`, ...below(explanation.children)];
    case "segment":
      return [
        `${indent}${mark} ${translate(reader.locale, "why.segment", { segment: explanation.segment })}`,
        ...below(explanation.children),
      ];
    case "all":
    case "any":
    case "not":
      return [
        `${indent}${mark} ${translate(reader.locale, `why.${explanation.kind}`)}`,
        ...below(explanation.children),
      ];
  }
};

const conditionText = (
  { field, operator, expected, actual, before }: Extract<Explanation, { kind: "condition" }>,
  reader: Reader,
): string => {
  const needs = expected === undefined ? operator : `${operator} ${shown(expected, reader)}`;
  return before === undefined
    ? translate(reader.locale, "why.condition", { field, actual: shown(actual, reader), needs })
    : translate(reader.locale, "why.change", {
        field,
        before: shown(before, reader),
        actual: shown(actual, reader),
        needs,
      });
};

const relatedText = (
  { kind, relation, actual, total, expected }: Extract<Explanation, { kind: "some" | "none" | "count" }>,
  reader: Reader,
): string => {
  const needs =
    kind === "count" && Array.isArray(expected)
      ? expected.map((part) => shown(part, reader)).join(" ")
      : kind;
  return translate(reader.locale, "why.related", { relation, actual, total, needs });
};

const LONGEST = 80;

const shown = (value: unknown, { locale }: Reader): string => {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0))
    return translate(locale, "why.empty");
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};
