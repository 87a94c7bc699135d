import type { JudgingPayload } from "@cadencia/contracts/api";
import { dependencies, explain, type Explanation, type Filter } from "@cadencia/core/filter";
import type { ObjectType } from "@cadencia/core/model";
import { FilterNotCompilableError } from "../../../platform/filter-sql/index.ts";
import { findRecord } from "../find-record.ts";
import { Graph, pathTree } from "../graph.ts";
import type { Reading } from "../reading.ts";
import { parseAsReader } from "../search/index.ts";
import { countRecords } from "./judging.repo.ts";
import { withoutUnreadable } from "./without-unreadable.ts";

interface Asked {
  readonly filter?: unknown;
  readonly record?: string | null;
  readonly save?: boolean;
  readonly wait?: boolean;
}

/** Judges a filter that somebody is writing, with what they may read and nothing else. */
export const judgeFilter = async (
  reading: Reading,
  object: ObjectType,
  { filter = null, record = null, save = false, wait = false }: Asked,
): Promise<JudgingPayload> => {
  const parsed = filter === null ? null : await parseAsReader(reading, object, { filter, save, wait });
  const total = await count(reading, object, null);
  if (parsed === null) return { problems: [], matching: total, total, explanation: null };
  if (!parsed.ok) {
    const problems = parsed.problems.map((problem) => ({ ...problem, path: [...problem.path] }));
    return { problems, matching: null, total, explanation: null };
  }
  const matching = await count(reading, object, parsed.filter).catch(whereCountable);
  const explanation =
    record === null ? null : await explainFor(reading, parsed.filter, { object, id: record });
  return { problems: [], matching, total, explanation };
};

const count = (reading: Reading, object: ObjectType, filter: Filter | null): Promise<number> =>
  countRecords(reading, { object, filter, belonging: null, archived: false, now: reading.tx.now });

/** What changed in a save that is not there yet cannot be counted. */
const whereCountable = (error: unknown): null => {
  if (error instanceof FilterNotCompilableError) return null;
  throw error;
};

const explainFor = async (
  reading: Reading,
  filter: Filter,
  { object, id }: { readonly object: ObjectType; readonly id: string },
): Promise<Explanation> => {
  const { tx, whole, catalog } = reading;
  const graph = new Graph(tx, whole);
  const node = graph.node(await findRecord(reading, object, id));
  const paths = dependencies(filter).related.map(({ path }) => path.map((step) => step.field));
  await graph.load([node], pathTree(paths));
  await withoutUnreadable(reading, node);
  return explain(filter, node, { now: tx.now, calendar: catalog.calendar });
};
