import type { AutomationInfo } from "../queries.ts";
import type { Tally } from "./tallies-query.ts";

export interface Folder {
  /** Null: in none. */
  readonly name: string | null;
  readonly automations: readonly AutomationInfo[];
}

/** Something of it that only a person can settle. */
export const needsYou = (automation: AutomationInfo, tally: Tally | undefined): boolean =>
  (tally?.failed ?? 0) + (tally?.uncertain ?? 0) > 0 ||
  automation.problems.length > 0 ||
  automation.off_reason !== null;

/** By folder, what needs somebody first, in folders and among them; else as they are ordered. */
export const foldersOf = (
  automations: readonly AutomationInfo[],
  tallies: ReadonlyMap<string, Tally>,
): readonly Folder[] => {
  const urgency = (automation: AutomationInfo) => (needsYou(automation, tallies.get(automation.key)) ? 0 : 1);
  const byFolder = Map.groupBy(automations, ({ folder }) => folder);
  return [...byFolder]
    .map(([name, items]) => ({
      name,
      automations: items.toSorted((left, right) => urgency(left) - urgency(right)),
    }))
    .toSorted((left, right) => least(left, urgency) - least(right, urgency) || order(left, right));
};

const least = ({ automations }: Folder, urgency: (automation: AutomationInfo) => number): number =>
  Math.min(...automations.map(urgency));

/** What is in no folder stands last. */
const order = (left: Folder, right: Folder): number =>
  left.name === null ? 1 : right.name === null ? -1 : left.name.localeCompare(right.name);
