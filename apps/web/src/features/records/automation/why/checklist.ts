import type { WhyPayload } from "@cadencia/contracts/api";
import type { Explanation } from "@cadencia/core/filter";

/** What the engine asks, in the order in which it asks. */
export const CHECKS = ["active", "trigger", "filter", "entry"] as const;
export type CheckName = (typeof CHECKS)[number];

export interface Check {
  readonly name: CheckName;
  /** `unseen`: a check before it failed, so nobody looked. */
  readonly state: "yes" | "no" | "unseen";
  /** A reason or an outcome of why; null where it passed. */
  readonly reason: string | null;
  readonly conditions: Explanation | null;
}

export interface Checklist {
  readonly checks: readonly Check[];
  /** When it was judged; null: as things stand now. */
  readonly at: string | null;
  /** True: nothing stands in its way, the next trigger starts it. */
  readonly ready: boolean;
}

const OFF = new Set(["automation_inactive", "automation_deleted", "before_activation", "circuit_open"]);
const NO_TRIGGER = new Set([
  "other_kind",
  "fields_unchanged",
  "before_false",
  "already_member",
  "left",
  "date_cleared",
  "date_moved",
  "date_set",
  "waiting_date",
]);

/** Follows the occasion that came nearest to starting a run; where there was none, how it stands now. */
export const checklistOf = ({ automation, now, occasions, nearest }: WhyPayload): Checklist => {
  const occasion = nearest === null ? undefined : occasions[nearest];
  const isOn = automation.state === "active";
  if (occasion === undefined && isOn && now.outcome === "ready")
    return {
      checks: upTo("trigger", { reason: null, conditions: now.conditions }, null),
      at: null,
      ready: true,
    };
  if (occasion !== undefined) return judgedThen(occasion);
  const outcome = isOn ? now.outcome : "automation_inactive";
  const failed = failing(outcome, null, now.conditions?.holds !== false);
  const conditions = failed === "entry" || failed === "active" ? null : (now.conditions ?? now.when);
  return { checks: upTo(failed, { reason: outcome, conditions }, now.when), at: null, ready: false };
};

const judgedThen = ({ at, outcome, filter, happened, conditions }: Occasion): Checklist => {
  const failed = failing(outcome, filter, happened);
  const isPassed = failed === "entry";
  const ring = { reason: outcome, conditions: isPassed ? null : conditions };
  return { checks: upTo(failed, ring, isPassed ? conditions : null), at, ready: false };
};

type Occasion = WhyPayload["occasions"][number];

const failing = (outcome: string, filter: string | null, happened: boolean): CheckName => {
  if (OFF.has(outcome)) return "active";
  if (NO_TRIGGER.has(outcome)) return "trigger";
  if (outcome !== "condition_false") return happened ? "entry" : "trigger";
  return filter === "when" || (filter === null && happened) ? "filter" : "trigger";
};

const upTo = (
  failed: CheckName,
  { reason, conditions }: { readonly reason: string | null; readonly conditions: Explanation | null },
  passed: Explanation | null,
): readonly Check[] => {
  const place = CHECKS.indexOf(failed);
  return CHECKS.map((name, index): Check => {
    if (index === place) return { name, state: "no", reason, conditions };
    const isFilter = name === "filter" && index < place;
    return {
      name,
      state: index < place ? "yes" : "unseen",
      reason: null,
      conditions: isFilter ? passed : null,
    };
  });
};

type Leaf = Extract<Explanation, { kind: "condition" }>;

/** The fewest conditions that would have to change for it to hold; empty where no single value would do. */
export const nearestChange = (explanation: Explanation): readonly Leaf[] => {
  if (explanation.holds) return [];
  switch (explanation.kind) {
    case "condition":
      return [explanation];
    case "all":
    case "segment":
      return explanation.children.flatMap(nearestChange);
    case "any": {
      const ways = explanation.children.map(nearestChange).filter((way) => way.length > 0);
      return ways.toSorted((left, right) => left.length - right.length)[0] ?? [];
    }
    case "not":
    case "some":
    case "none":
    case "count":
    case "record":
      return [];
  }
};
