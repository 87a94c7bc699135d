import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { EntryOf } from "@cadencia/contracts/scenario";
import { parseFilter } from "@cadencia/core/filter";
import { Refusal, invalid } from "../../../platform/errors/index.ts";
import { completeByName, mergeRecords, searchIds } from "../../automation/index.ts";
import { convertLeads, readRecords, recordOf, type Origin } from "../../records/index.ts";
import { translateInput } from "../inputs.ts";
import type { Named } from "../names.ts";
import type { Stage } from "../run.ts";
import { UnusablePart } from "../unusable.ts";

/** Who acts: a user of the file, or the system. */
export const originOf = ({ names }: Stage, as: string | undefined): Origin => ({
  actor: as === undefined ? null : (names.find(as)?.id ?? null),
  cause: null,
  runAutomations: true,
});

export const named = ({ names }: Stage, name: string): Named => {
  const found = names.find(name);
  if (found === null) throw new Refusal("not_found", `nothing is called "${name}"`);
  return found;
};

export const create = async (stage: Stage, entry: EntryOf<"create">): Promise<void> => {
  const origin = originOf(stage, entry.as);
  const wanted = [
    { name: entry.create, object: entry.object, set: entry.set ?? {} },
    ...(entry.children ?? []).map((child) => ({ name: child.name, object: child.object, set: child.set })),
  ];
  await stage.engine.save(async (unit) => {
    for (const { name, object, set } of wanted) {
      const id = name === undefined ? stage.engine.workspace.newId() : named(stage, name).id;
      const input = translateInput(unit, object, { values: set, names: stage.names });
      for (const outcome of await unit.create(object, [{ id, input, origin }])) recordOf(outcome);
    }
  });
};

export const update = async (stage: Stage, entry: EntryOf<"update">): Promise<void> => {
  const { object, id } = named(stage, entry.update);
  await stage.engine.save(async (unit) => {
    const input = translateInput(unit, object, { values: entry.set, names: stage.names });
    for (const outcome of await unit.update(object, [{ id, input, origin: originOf(stage, entry.as) }]))
      recordOf(outcome);
  });
};

export const setDeleted = async (
  stage: Stage,
  { name: called, as, deleted }: { name: string; as: string | undefined; deleted: boolean },
): Promise<void> => {
  const { object, id } = named(stage, called);
  await stage.engine.save(async (unit) => {
    for (const outcome of await unit.setDeleted(object, [id], { deleted, origin: originOf(stage, as) }))
      recordOf(outcome);
  });
};

export const setArchived = async (
  stage: Stage,
  { name: called, as, archived }: { name: string; as: string | undefined; archived: boolean },
): Promise<void> => {
  const { object, id } = named(stage, called);
  await stage.engine.save(async (unit) => {
    for (const outcome of await unit.setArchived(object, [id], { archived, origin: originOf(stage, as) }))
      recordOf(outcome);
  });
};

export const convert = async (stage: Stage, entry: EntryOf<"convert">): Promise<void> => {
  const { object, id } = named(stage, entry.convert);
  const origin = originOf(stage, entry.as);
  await stage.engine.save(async (unit) => {
    const [lead] = await readRecords(unit.tx, unit.object(object), [id], "update");
    if (lead === undefined) throw new Refusal("not_found", `there is no lead "${entry.convert}"`);
    const deal = translateInput(unit, "deal", { values: entry.set ?? {}, names: stage.names });
    const dealId = entry.name === undefined ? undefined : named(stage, entry.name).id;
    const given = dealId === undefined ? {} : { id: dealId };
    const [converted] = await convertLeads(unit, [{ lead, deal, origin, ...given }]);
    recordOf(converted?.deal);
  });
};

export const merge = async (stage: Stage, entry: EntryOf<"merge">): Promise<void> => {
  const [keep, gone] = entry.merge.map((name) => named(stage, name));
  if (keep === undefined || gone === undefined) throw new Refusal("not_found", "merge needs two records");
  await stage.engine.run((context) =>
    mergeRecords(context, { kept: keep, gone, origin: originOf(stage, entry.as) }),
  );
};

export const importRows = async (stage: Stage, entry: EntryOf<"import">): Promise<void> => {
  const { scenario, names, engine } = stage;
  const { importRecords } = await import("../../import/index.ts");
  const file = entry.csv === undefined ? null : resolve(dirname(scenario.file), entry.csv);
  if (file !== null && !existsSync(file)) {
    throw new UnusablePart([{ path: [], line: entry.line, message: `there is no file ${entry.csv}` }]);
  }
  const result = await importRecords(engine, {
    object: entry.import,
    source: file === null ? { rows: entry.rows ?? [] } : { file },
    map: entry.map ?? null,
    runAutomations: entry.run_automations ?? false,
    ids: (entry.names ?? []).map((each) => named(stage, each).id),
    translate: (unit, values) => translateInput(unit, entry.import, { values, names }),
    origin: originOf(stage, entry.as),
  });
  if (result.failed.length === 0) return;
  throw invalid(
    result.failed.flatMap(({ row, problems }) =>
      problems.map((problem) => ({ ...problem, message: `row ${row}: ${problem.message}` })),
    ),
  );
};

export const complete = async (stage: Stage, entry: EntryOf<"complete">): Promise<void> => {
  const record = entry.record === undefined ? null : named(stage, entry.record).id;
  await stage.engine.run((context) =>
    completeByName(context, { summary: entry.complete, record, origin: originOf(stage, entry.as) }),
  );
};

/** Gives a name to the one record found. */
export const name = async (stage: Stage, entry: EntryOf<"name">): Promise<void> => {
  const ids = await stage.engine.run(async ({ unit }) => {
    const parsed = parseFilter(entry.where, {
      model: unit.catalog.model,
      object: entry.object,
      segments: new Map(),
      resolve: unit.options.resolve,
    });
    if (!parsed.ok)
      throw new Refusal("validation_failed", parsed.problems.map((problem) => problem.message).join("; "));
    return searchIds(unit, { object: entry.object, filter: parsed.filter, after: null, limit: 2 });
  });
  const [id] = ids;
  if (id === undefined || ids.length > 1) {
    throw new Refusal(
      "not_found",
      `name: ${ids.length === 0 ? "no" : "more than one"} ${entry.object} is meant by "${entry.name}"`,
    );
  }
  stage.names.bind(entry.name, { object: entry.object, id });
};
