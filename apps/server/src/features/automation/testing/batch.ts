import { sideOf } from "../../messaging/index.ts";
import type { ActionName, ActionParameters, Due } from "@cadencia/contracts/automation";
import { addDuration, moment, parseDuration } from "@cadencia/core/schedule";
import { asText, type Value } from "@cadencia/core/model";
import {
  Graph,
  mergePaths,
  readDirectory,
  readRecords,
  type Directory,
  type RecordNode,
  type SaveUnit,
} from "../../records/index.ts";
import type { Action, ActionBatch, ActionServices, StepAtWork, StepOutcome } from "../actions/action.ts";

export interface ActOptions {
  readonly object?: string;
  readonly records: readonly (string | null)[];
  readonly enters?: boolean;
  readonly payload?: unknown;
  readonly step?: string;
}

const AUTOMATION = "0190a000-0000-7000-8000-000000000001";

/** Executes an action for records of one object, as the engine would, and gives the outcomes in their order. */
export const act = async <Name extends ActionName>(
  unit: SaveUnit,
  { action, parameters }: { action: Action<Name>; parameters: ActionParameters<Name> },
  options: ActOptions,
): Promise<readonly StepOutcome[]> => {
  const batch = await buildBatch(unit, { action, parameters }, options);
  const outcomes = await action.execute(batch);
  return batch.steps.map((step) => outcomes.get(step.id) ?? { status: "done" });
};

export const buildBatch = async <Name extends ActionName>(
  unit: SaveUnit,
  { action, parameters }: { action: Action<Name>; parameters: ActionParameters<Name> },
  options: ActOptions,
): Promise<ActionBatch<ActionParameters<Name>>> => {
  const { catalog, tx } = unit;
  const object = options.object ?? "deal";
  const ids = options.records.filter((id) => id !== null);
  const graph = new Graph(tx, catalog.model);
  const nodes = (await readRecords(tx, unit.object(object), ids)).map((record) => graph.node(record));
  const paths = action.paths?.(parameters, { object, catalog }) ?? {};
  await graph.load(nodes, mergePaths([paths, { contact: {}, company: {} }]));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const steps = options.records.map((id) => buildStep(unit, { record: byId.get(id ?? "") ?? null, options }));
  return {
    unit,
    catalog,
    automation: { id: AUTOMATION, key: "test", name: "Test", object, enters: options.enters ?? false },
    step: { id: options.step ?? "s1", parameters, quiet: null },
    steps,
    services: buildServices(unit, await readDirectory(tx, catalog)),
  };
};

const buildStep = (
  unit: SaveUnit,
  { record, options }: { record: RecordNode | null; options: ActOptions },
): StepAtWork => {
  const id = unit.tx.workspace.newId();
  const run = unit.tx.workspace.newId();
  const cause = { step: id, run, automation: AUTOMATION, depth: 1, chain: [] };
  return {
    id,
    run,
    record,
    payload: options.payload ?? null,
    due: unit.tx.now,
    origin: { actor: null, cause, runAutomations: true },
  };
};

const read = (path: string, step: StepAtWork): Value => {
  const [root = "", ...rest] = path.split(".");
  if (step.record === null) return null;
  const related = root === step.record.object || root === "record" ? step.record : step.record.one(root);
  return related?.value(rest.join(".")) ?? null;
};

const isHere: ActionServices["isHere"] = (user) => user.deletedAt === null && user.values["active"] !== false;

const MERGE_FIELD = /\{\{\s*([\w.]+)(?:\s*\|\s*default:\s*["']([^"']*)["'])?\s*\}\}/g;

/** The services as simple as tests can do with; the engine's own are tested where they are. */
export const buildServices = (unit: SaveUnit, directory: Directory): ActionServices => {
  return {
    render: (text, step) =>
      text
        .replaceAll(MERGE_FIELD, (_, path: string, instead = "") => String(read(path, step) ?? instead))
        .replaceAll(/ {2,}/g, " ")
        .trim(),
    value: (text, step) => {
      const lone = /^\{\{\s*([\w.]+)\s*\}\}$/.exec(text);
      if (lone !== null) return read(lone[1] ?? "", step);
      return text.replaceAll(MERGE_FIELD, (_, path: string, instead = "") =>
        String(read(path, step) ?? instead),
      );
    },
    person: (step, { who = "owner", fallback }) => personIn(step, { who, fallback, directory }),
    users: directory.users,
    userNamed: directory.named,
    isHere,
    isAbsent: (user) => {
      const today = unit.tx.now.toZonedDateTimeISO(unit.catalog.settings.timeZone).toPlainDate().toString();
      return ((user.values["absences"] ?? []) as string[][]).some(
        ([from = "", to = ""]) => from <= today && today <= to,
      );
    },
    due: (step, due) => dueIn(unit, step, due),
    template: () => null,
    side: sideOf,
    view: (step) => step.record,
    startAutomation: async () => new Map(),
    stopAutomation: async () => new Map(),
  };
};

const personIn = (
  step: StepAtWork,
  search: {
    who: string;
    fallback: string | undefined;
    directory: Directory;
  },
): ReturnType<ActionServices["person"]> => {
  const owner = step.record?.value("owner") ?? "";
  const named = (text: string) =>
    search.directory.named(text === "owner" ? asText(owner) : text.replace(/^(user|field):/, ""));
  const chain = [search.who, search.fallback, "owner"].filter((text) => text !== undefined);
  for (const [index, text] of chain.entries()) {
    const user = text.startsWith("field:")
      ? search.directory.named(asText(step.record?.value(text.slice("field:".length)) ?? ""))
      : named(text);
    if (user === null || !isHere(user)) continue;
    return {
      user,
      detail: index === 0 ? null : `${search.who} is gone; ${asText(user.values["name"])} took over`,
    };
  }
  return null;
};

const dueIn = (unit: SaveUnit, step: StepAtWork, due: Due): Temporal.Instant | null => {
  const { calendar } = unit.catalog;
  if (typeof due === "object" && "field" in due) {
    const value = step.record?.value(due.field) ?? null;
    if (typeof value !== "string") return null;
    const offset = due.offset === undefined ? null : parseDuration(due.offset);
    return moment({ value, offset, at: due.at }, calendar);
  }
  const { for: length, at } = typeof due === "string" ? { for: due, at: undefined } : due;
  const offset = parseDuration(length);
  if (offset === null) return null;
  return at === undefined
    ? addDuration(unit.tx.now, offset, calendar)
    : moment({ value: unit.tx.now, offset, at }, calendar);
};
