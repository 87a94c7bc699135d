import { inTransaction } from "../../platform/workspace/index.ts";
import { LINE_RELATIONS } from "../objects/index.ts";
import {
  readHandedOver,
  readNotifications,
  type HandedOver,
  type StoredNotification,
} from "../messaging/index.ts";
import { readCausedChanges, readSteps, type CausedChange, type StepName } from "./effects.repo.ts";
import { isPartOfAnother } from "../records/index.ts";
import type { Names } from "./names.ts";
import type { Stage } from "./run.ts";

/** One thing that automations did, in the form of `expect`; names of the file stand for records and users. */
export interface Effect {
  /** On the workspace's clock, with its offset. */
  readonly at: string;
  readonly record?: string;
  readonly automation?: string;
  readonly step?: string;
  readonly [kind: string]: unknown;
}

interface Found {
  readonly seq: number;
  readonly effect: Effect;
}

interface Placed extends Found {
  /** Row of the step. */
  readonly step: string | null;
}

/** How a file calls what ids stand for, and where its clock hangs. */
export interface Telling {
  readonly names: Pick<Names, "nameOf">;
  readonly scenario: { readonly workspace: { readonly timezone: string } };
}

/** Rows of which effects are told. */
export interface Happened {
  readonly steps: ReadonlyMap<string, StepName>;
  readonly changes: readonly CausedChange[];
  readonly handed: readonly HandedOver[];
  readonly notices: readonly StoredNotification[];
}

/** All effects so far, or since a number of the journal, in the order of execution. */
export const readEffects = async (stage: Stage, afterSeq = 0): Promise<Effect[]> =>
  inTransaction(stage.engine.workspace, async (tx) => {
    const [steps, changes, handed, notices] = await Promise.all([
      readSteps(tx),
      readCausedChanges(tx, { afterSeq }),
      readHandedOver(tx, { afterSeq }),
      readNotifications(tx, { afterSeq }),
    ]);
    return effectsOf(stage, { steps, changes, handed, notices }).map(({ effect }) => effect);
  });

/** The effects that rows tell of, each with the row of the step that had it, in the order of execution. */
export const effectsOf = (stage: Telling, { steps, changes, handed, notices }: Happened): readonly Placed[] =>
  [
    ...changes.flatMap((change) =>
      fromChange(stage, change, steps.get(change.step)).map((one) => ({ ...one, step: change.step })),
    ),
    ...handed.flatMap((message) =>
      fromMessage(stage, message, steps.get(message.step ?? "")).map((one) => ({
        ...one,
        step: message.step,
      })),
    ),
    ...notices.map((notice) => ({
      seq: notice.seq,
      step: notice.step,
      effect: {
        ...placeOf(stage, {
          at: notice.at.toString(),
          record: notice.record,
          step: steps.get(notice.step ?? ""),
        }),
        notify: { to: shown(stage, notice.recipient), text: notice.text },
      },
    })),
  ].toSorted((left, right) => left.seq - right.seq);

const shown = ({ names }: Telling, id: string): string => names.nameOf(id) ?? id;

const placeOf = (
  stage: Telling,
  { at, record, step }: { at: string; record: string | null; step: StepName | undefined },
): Effect => ({
  at: localTime(stage, at),
  ...(record === null ? {} : { record: shown(stage, record) }),
  ...(step === undefined ? {} : { automation: step.automation, step: step.step }),
});

export const localTime = ({ scenario }: Telling, at: string): string =>
  Temporal.Instant.from(at)
    .toZonedDateTimeISO(scenario.workspace.timezone)
    .toString({ timeZoneName: "never", smallestUnit: "second" });

/** Records that make an effect of their own kind, or none. */
const SILENT = new Set(["message", "line"]);
/** Links back are no effects, nor is what the product writes along with the field that was asked for. */
const ALONG: Readonly<Record<string, readonly string[]>> = {
  stage: ["stage_entered_at", "closed_at", "pipeline"],
  first_name: ["name"],
  last_name: ["name"],
  email: ["email_state"],
};

const isAlong = (key: string, changed: readonly string[], step: StepName | undefined): boolean =>
  step?.named.has(key) !== true && changed.some((each) => ALONG[each]?.includes(key) === true);

const fromChange = (stage: Telling, change: CausedChange, step: StepName | undefined): Found[] => {
  if (SILENT.has(change.object)) return [];
  const effect = (record: string | null, kind: Record<string, unknown>): Found[] => [
    { seq: change.seq, effect: { ...placeOf(stage, { at: change.at, record, step }), ...kind } },
  ];
  switch (change.kind) {
    case "c":
      return effect(step?.record ?? null, {
        create: change.object,
        set: { ...values(stage, change.after ?? {}), ...linesOf(stage, change) },
      });
    case "a":
      return effect(change.record, { archive: true });
    case "d":
      return effect(change.record, { delete: true });
    case "u":
      return fromUpdate(stage, { change, effect, step });
    default:
      return [];
  }
};

/** Product lines are made in the same save and belong to the record that was created. */
const linesOf = (stage: Telling, { object, lines }: CausedChange): Record<string, unknown> => {
  const name = LINE_RELATIONS.get(object);
  if (name === undefined || lines === null) return {};
  return { [name]: lines.map((line) => values(stage, line)) };
};

const fromUpdate = (
  stage: Telling,
  {
    change,
    effect,
    step,
  }: {
    change: CausedChange;
    effect: (record: string | null, kind: Record<string, unknown>) => Found[];
    step: StepName | undefined;
  },
): Found[] => {
  const before = change.before ?? {};
  const after = change.after ?? {};
  if ((change.object === "activity" || change.object === "task") && after["done"] === true) {
    return effect(change.subject, { complete: { summary: change.summary } });
  }
  const changed = Object.keys({ ...before, ...after }).filter((key) => !key.endsWith("__object"));
  if (isPartOfAnother(change.object, changed)) return [];
  const fields = changed.filter((key) => !isAlong(key, changed, step));
  if (fields.length === 0) return [];
  if (fields.length === 1 && fields[0] === "followers")
    return effect(change.record, { followers: moved(stage, before, after) });
  const update = Object.fromEntries(
    fields.map((key) => [key, [value(stage, before[key] ?? null), value(stage, after[key] ?? null)]]),
  );
  return effect(change.record, { update });
};

const moved = (
  stage: Telling,
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): Record<string, unknown> => {
  const [was, is] = [before["followers"], after["followers"]].map((list) =>
    Array.isArray(list) ? (list as string[]) : [],
  );
  const name = (id: string): string => shown(stage, id);
  return {
    added: (is ?? []).filter((id) => !(was ?? []).includes(id)).map(name),
    removed: (was ?? []).filter((id) => !(is ?? []).includes(id)).map(name),
  };
};

const values = (stage: Telling, given: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(given)
      .filter(([key]) => !key.endsWith("__object"))
      .map(([key, each]) => [key, value(stage, each)]),
  );

/** Ids become names where the file has one. */
export const value = (stage: Telling, given: unknown): unknown => {
  if (typeof given === "string") return stage.names.nameOf(given) ?? given;
  if (Array.isArray(given)) return given.map((each: unknown) => value(stage, each));
  return given;
};

const fromMessage = (stage: Telling, message: HandedOver, step: StepName | undefined): Found[] => {
  if (message.seq === null || message.at === null) return [];
  const place = placeOf(stage, { at: message.at.toString(), record: message.record, step });
  return [{ seq: message.seq, effect: { ...place, ...contentOf(message) } }];
};

const contentOf = ({ payload }: HandedOver): Record<string, unknown> => {
  switch (payload.channel) {
    case "email":
      return { email: payload };
    case "sms":
      return { sms: payload };
    case "call":
      return { call: payload };
    case "webhook":
      return { webhook: { url: payload.url, body: payload.body } };
    case "telegram":
    case "whatsapp":
    case "webchat":
      return { message: payload };
  }
};
