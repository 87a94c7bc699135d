import type { Automation } from "@cadencia/contracts/automation";
import type { Model } from "@cadencia/core/model";
import { wholeSecond, type RunFacts } from "../../automation/index.ts";
import type { History } from "./history.ts";
import type { Saved } from "./journal.repo.ts";
import { renamed, writtenValues, type NameOf } from "./written.ts";

interface Telling {
  readonly model: Model;
  readonly nameOf: NameOf;
  readonly run: RunFacts;
  readonly definition: Automation;
  /** The automation was switched on at the run's beginning, also for those that matched already. */
  readonly entered: boolean;
  readonly at: (instant: Temporal.Instant) => string;
}

type Entry = Readonly<Record<string, unknown>>;

/** What people and other automations did, from the beginning of the run on. */
export const timelineOf = (history: History, telling: Telling): readonly Entry[] => [
  ...beginning(history, telling),
  ...history.later.flatMap((save) => entryOf(save, telling)),
  ...ending(telling),
];

const CHANGES: Readonly<Record<string, string>> = {
  a: "archive",
  n: "unarchive",
  d: "delete",
  r: "restore",
};

const entryOf = (save: Saved, { model, nameOf, at }: Telling): readonly Entry[] => {
  const name = nameOf(save.record);
  if (name === null) return [];
  const when = at(wholeSecond(Temporal.Instant.from(save.at)));
  const set = writtenValues(model, save.object, { values: save.after ?? {}, nameOf });
  if (save.kind === "c") return [{ at: when, create: name, object: save.object, set }];
  const verb = CHANGES[save.kind];
  if (verb !== undefined) return [{ at: when, [verb]: name }];
  return save.kind === "u" && Object.keys(set).length > 0 ? [{ at: when, update: name, set }] : [];
};

/** What started the run where no save did. */
const beginning = (history: History, telling: Telling): readonly Entry[] => {
  const { run, definition, nameOf, at, entered } = telling;
  const when = at(wholeSecond(Temporal.Instant.from(run.base)));
  const record = run.record === null ? null : nameOf(run.record);
  if (entered) return [{ at: when, activate: definition.key, existing: true }];
  const { trigger } = definition;
  if ("event" in trigger && trigger.event !== "webhook.received" && record !== null)
    return [{ at: when, event: trigger.event, record, payload: renamed(run.payload ?? {}, nameOf) }];
  // Time passes in a test as well.
  if (history.trigger !== null || "date" in trigger || "enters" in trigger) return [];
  return [{ at: when, press: definition.key, ...(record === null ? {} : { record }) }];
};

const ending = ({ run, definition, nameOf, at }: Telling): readonly Entry[] => {
  const record = run.record === null ? null : nameOf(run.record);
  if (run.reason !== "manual" || run.endedAt === null || record === null) return [];
  return [{ at: at(wholeSecond(Temporal.Instant.from(run.endedAt))), stop: definition.key, record }];
};
