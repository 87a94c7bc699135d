import { asText, type Field, type ObjectType } from "@cadencia/core/model";
import { EVERYTHING } from "@cadencia/core/rights";
import { invalid, type FieldProblem } from "../../platform/errors/index.ts";
import { LINE_RELATIONS } from "../objects/index.ts";
import { draftRecord, type DraftContext, type DraftResult, type Input } from "./draft.ts";
import { missingReferences, type Referring } from "./references.ts";
import { sameValue, type RecordValues, type StoredRecord } from "./row.ts";
import { readChildren } from "./records.repo.ts";
import { byProduct, type Origin } from "./save.ts";
import type { SaveUnit } from "./unit.ts";

/** A product line as a caller gives it with its deal, subscription, plan, quote, order or invoice. */
export type LineInput = Readonly<Record<string, unknown>>;

export interface SplitInput {
  readonly input: Input;
  readonly lines: readonly LineInput[] | null;
  readonly problems: readonly FieldProblem[];
}

const MOST_LINES = 500;

/** Lines are records of their own; here they are taken out of what the caller gave for the record. */
export const splitLines = (object: string, input: Input): SplitInput => {
  const name = LINE_RELATIONS.get(object);
  if (name === undefined || !(name in input)) return { input, lines: null, problems: [] };
  const { [name]: lines, ...rest } = input;
  if (lines === null) return { input: rest, lines: [], problems: [] };
  if (Array.isArray(lines) && lines.length > MOST_LINES) {
    const message = `${object}.${name} has ${lines.length} lines; a record takes at most ${MOST_LINES}`;
    return { input: rest, lines: null, problems: [{ field: name, code: "too_many", message }] };
  }
  if (Array.isArray(lines) && lines.every((line) => typeof line === "object" && line !== null)) {
    return { input: rest, lines: lines as LineInput[], problems: [] };
  }
  const message = `${object}.${name} must be a list of lines {product, quantity, price, discount}`;
  return { input: rest, lines: null, problems: [{ field: name, code: "wrong_value", message }] };
};

/** What a record becomes, or what is wrong with the lines it was given with. */
export const draftSplit = (
  object: ObjectType,
  { before, split }: { before: RecordValues | null; split: SplitInput },
  context: DraftContext,
): DraftResult =>
  split.problems.length > 0
    ? { ok: false, problems: split.problems }
    : draftRecord(object, { before, input: split.input }, context);

/** What is wrong with the lines of each record, by its id; looked at before anything is written. */
export const lineProblems = async (
  unit: SaveUnit,
  {
    lines,
    referring,
  }: {
    readonly lines: ReadonlyMap<string, readonly LineInput[]>;
    readonly referring: ReadonlyMap<string, Referring>;
  },
  context: DraftContext,
): Promise<ReadonlyMap<string, readonly FieldProblem[]>> => {
  const object = unit.object("line");
  const drafts = [...lines].flatMap(([owner, inputs]) =>
    inputs.map((line, position) => {
      const { rights, along } = referring.get(owner) ?? BY_PRODUCT;
      const draft = draftRecord(object, { before: null, input: line }, { ...context, rights });
      return { owner, position, draft, rights, along };
    }),
  );
  const missing = await missingReferences(unit, object, drafts);
  const problems = new Map<string, FieldProblem[]>();
  for (const [index, { owner, position, draft }] of drafts.entries()) {
    const own = draft.ok ? (missing.get(index) ?? []) : draft.problems;
    if (own.length === 0) continue;
    const placed = own.map((problem) => ({ ...problem, field: `products.${position}.${problem.field}` }));
    problems.set(owner, [...(problems.get(owner) ?? []), ...placed]);
  }
  return problems;
};

const BY_PRODUCT: Referring = { rights: EVERYTHING, along: new Set() };

/** The lines that a record is to have, and by whom. */
export interface LinesOf {
  readonly owner: StoredRecord;
  readonly lines: readonly LineInput[];
  readonly origin: Origin;
}

/** The lines given take the place of those that stand; the same ones again are no change. */
export const replaceLines = async (
  unit: SaveUnit,
  wanted: readonly LinesOf[],
  { isNew, context }: { isNew: boolean; context: DraftContext },
): Promise<void> => {
  if (wanted.length === 0) return;
  const standing = isNew ? new Map<unknown, StoredRecord[]>() : await standingLines(unit, wanted);
  const changed = wanted.filter(
    ({ owner, lines }) => !sameLines(unit, { lines, standing: standing.get(owner.id) ?? [] }, context),
  );
  const originOf = new Map(changed.map(({ owner, origin }) => [owner.id, origin]));
  const gone = changed.flatMap(({ owner }) => standing.get(owner.id) ?? []);
  for (const [origin, group] of Map.groupBy(gone, (line) => originOf.get(asText(line.values["parent"])))) {
    if (origin === undefined) continue;
    const ids = group.map((line) => line.id);
    await unit.setDeleted("line", ids, { deleted: true, origin: byProduct(origin) });
  }
  const outcomes = await unit.create(
    "line",
    changed.flatMap(({ owner, lines, origin }) =>
      lines.map((line, position) => ({
        input: { ...line, position, parent: { object: owner.object, id: owner.id } },
        // Who may write the whole may write its lines.
        origin: byProduct(origin),
      })),
    ),
  );
  const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
  if (problems.length > 0) throw invalid(problems);
};

const standingLines = async (
  unit: SaveUnit,
  wanted: readonly LinesOf[],
): Promise<Map<unknown, StoredRecord[]>> => {
  const owners = wanted.map(({ owner }) => owner.id);
  const lines = await readChildren(unit.tx, unit.object("line"), ["parent"], owners);
  return Map.groupBy(lines, (line) => line.values["parent"]);
};

const sameLines = (
  unit: SaveUnit,
  { lines, standing }: { lines: readonly LineInput[]; standing: readonly StoredRecord[] },
  context: DraftContext,
): boolean => {
  if (lines.length !== standing.length) return false;
  const object = unit.object("line");
  const inOrder = standing.toSorted((left, right) => positionOf(left) - positionOf(right));
  return lines.every((line, index) => {
    const draft = draftRecord(object, { before: null, input: line }, context);
    return sameAs(draft, inOrder[index]?.values ?? {}, [...object.fields.values()]);
  });
};

const positionOf = (line: StoredRecord): number => Number(line.values["position"] ?? 0);

/** What a line has from its place and its save is not what it says. */
const NOT_CONTENT = new Set(["parent", "position", "created_at", "created_by", "updated_at", "updated_by"]);

const sameAs = (draft: DraftResult, standing: RecordValues, fields: readonly Field[]): boolean =>
  draft.ok &&
  fields.every(
    (field) =>
      NOT_CONTENT.has(field.key) ||
      sameValue(field, draft.values[field.key] ?? null, standing[field.key] ?? null),
  );
