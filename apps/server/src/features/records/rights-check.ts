import type { Action, Rights, Subject } from "@cadencia/core/rights";
import { LINE_RELATIONS, type Catalog } from "../objects/index.ts";
import type { FieldProblem } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { forbiddenAction, forbiddenField } from "../rights/index.ts";
import type { Input } from "./draft.ts";
import { notFound, type Outcome } from "./outcome.ts";
import { isReadable } from "./readable.ts";
import type { RecordValues, StoredRecord } from "./row.ts";
import { ownerIn, subjectOf } from "./subject.ts";

type Refused = Extract<Outcome, { ok: false }>;

interface Creation {
  readonly object: string;
  readonly id: string;
  readonly input: Input;
  /** Null where the input is wrong, so that nobody knows yet whose the record would be. */
  readonly values: RecordValues | null;
}

/** Why somebody may not make this record; null when they may. */
export const refuseCreation = (rights: Rights, { object, id, input, values }: Creation): Refused | null => {
  if (rights.everything) return null;
  const isAllowed =
    values === null
      ? rights.scope(object, "create") !== "none"
      : rights.may("create", { object, id, owner: ownerIn(values) });
  if (!isAllowed) return refused([forbiddenAction(rights, "create", object)]);
  return refuseFields(rights, object, input);
};

interface Change {
  readonly action: Action;
  readonly before: StoredRecord;
  readonly input?: Input;
}

/**
 * Why somebody may not do this to a record; null when they may. Who may not read it is told that there is none, like
 * of any id that nobody has.
 */
export const refuseChange = (
  rights: Rights,
  { action, before, input, canRead }: Change & { readonly canRead: boolean },
): Refused | null => {
  if (rights.everything) return null;
  const subject = subjectOf(before);
  if (!canRead) return { ...unseen(subject), unseen: true };
  if (!rights.may(action, subject)) return refused([forbiddenAction(rights, action, before.object)]);
  return input === undefined ? null : refuseFields(rights, before.object, input);
};

/** The same for one record alone, looked up as far as it must be. */
export const refusalOf = async (
  { tx, catalog: { model } }: { readonly tx: Transaction; readonly catalog: Pick<Catalog, "model"> },
  rights: Rights,
  change: Change,
): Promise<Refused | null> => {
  if (rights.everything) return null;
  return refuseChange(rights, {
    ...change,
    canRead: await isReadable({ tx, model }, rights, change.before),
  });
};

const unseen = ({ object, id }: Subject): Refused => notFound(object, id) as Refused;

const refused = (problems: readonly FieldProblem[]): Refused => ({ ok: false, code: "forbidden", problems });

const refuseFields = (rights: Rights, object: string, input: Input): Refused | null => {
  const lines = LINE_RELATIONS.get(object);
  const given = lines === undefined ? null : input[lines];
  const problems = [
    ...forbiddenFields(rights, object, Object.keys(input)),
    ...forbiddenFields(rights, "line", keysOfLines(given)),
  ];
  return problems.length === 0 ? null : refused(problems);
};

const forbiddenFields = (rights: Rights, object: string, keys: readonly string[]): FieldProblem[] =>
  keys
    .filter((key) => rights.hides(object, key) || rights.locks(object, key))
    .map((key) => forbiddenField(rights, object, key));

const keysOfLines = (lines: unknown): string[] =>
  Array.isArray(lines)
    ? [
        ...new Set(
          lines.flatMap((line) => (typeof line === "object" && line !== null ? Object.keys(line) : [])),
        ),
      ]
    : [];
