import { LINE_RELATIONS } from "../objects/index.ts";
import type { Input } from "./draft.ts";
import type { StoredRecord } from "./row.ts";
import { readChildren } from "./records.repo.ts";
import { SYSTEM } from "./save.ts";
import type { SaveUnit } from "./unit.ts";
import { invalid } from "../../platform/errors/index.ts";

/** A product line as a caller gives it with its deal, subscription, plan, quote, order or invoice. */
export type LineInput = Readonly<Record<string, unknown>>;

/** Lines are records of their own; here they are taken out of what the caller gave for the record. */
export const splitLines = (
  object: string,
  input: Input,
): { readonly input: Input; readonly lines: readonly LineInput[] | null } => {
  const name = LINE_RELATIONS.get(object);
  if (name === undefined || !(name in input)) return { input, lines: null };
  const { [name]: lines, ...rest } = input;
  if (lines === null) return { input: rest, lines: [] };
  if (!Array.isArray(lines) || lines.some((line) => typeof line !== "object" || line === null)) {
    const message = `${object}.${name} must be a list of lines {product, quantity, price, discount}`;
    throw invalid([{ field: name, code: "wrong_value", message }]);
  }
  return { input: rest, lines: lines as LineInput[] };
};

/** The lines given take the place of those that stand. */
export const replaceLines = async (
  unit: SaveUnit,
  owner: StoredRecord,
  lines: readonly LineInput[],
): Promise<void> => {
  const standing = await readChildren(unit.tx, unit.object("line"), ["parent"], [owner.id]);
  if (standing.length > 0) {
    await unit.setDeleted("line", standing.map((line) => line.id), { deleted: true, origin: SYSTEM });
  }
  const outcomes = await unit.create(
    "line",
    lines.map((line, position) => ({
      input: { ...line, position, parent: { object: owner.object, id: owner.id } },
    })),
  );
  const problems = outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems));
  if (problems.length > 0) throw invalid(problems);
};
