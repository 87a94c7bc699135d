import type { RunPayload } from "@cadencia/contracts/api";
import type { Rights } from "@cadencia/core/rights";
import { readCatalog } from "../objects/index.ts";
import { readRights } from "../records/index.ts";
import { invalid } from "../../platform/errors/index.ts";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readRuns, readStepsOf, type ViewedRun, type ViewedStep } from "./runs-view.repo.ts";

export interface RunQuery {
  readonly automation?: string;
  readonly record?: string;
  readonly status?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface RunPage {
  items: RunPayload[];
  next: string | null;
}

/** What automations did, run by run, with every step that was reached and why it ended as it did. */
export const listRuns = async (tx: Transaction, reader: string, query: RunQuery): Promise<RunPage> => {
  const catalog = await readCatalog(tx);
  const rights = await readRights(tx, catalog, reader);
  const objects = [...catalog.model.objects.keys()].filter((object) => object !== "line");
  const found = await readRuns(tx, {
    automation: query.automation ?? null,
    record: idIn("record", query.record),
    status: query.status ?? null,
    before: idIn("cursor", query.cursor),
    limit: query.limit + 1,
    rights,
    objects,
  });
  const page = found.slice(0, query.limit);
  const steps = Map.groupBy(
    await readStepsOf(
      tx,
      page.map((run) => run.id),
    ),
    (step) => step.run,
  );
  return {
    items: page.map((run) => present(run, steps.get(run.id) ?? [])).map(sparing(rights, objects)),
    next: found.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
};

export const readsAllOf = (rights: Rights, objects: readonly string[]): boolean =>
  !rights.hidesAny && objects.every((object) => rights.scope(object, "read") === "all");

/** What a step or a run says of itself may name values; it is for who may read them all. */
const sparing = (rights: Rights, objects: readonly string[]): ((run: RunPayload) => RunPayload) => {
  if (readsAllOf(rights, objects)) return (run) => run;
  return (run) => ({
    ...run,
    detail: null,
    steps: run.steps.map((step) => ({ ...step, detail: null })),
  });
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An id that a caller wrote; null where none was written. */
export const idIn = (field: string, text: string | undefined): string | null => {
  if (text === undefined) return null;
  if (UUID.test(text)) return text;
  throw invalid([
    { field, code: "bad_format", message: `${field} must be an id, not "${text.slice(0, 60)}"` },
  ]);
};

const present = (run: ViewedRun, steps: readonly ViewedStep[]): RunPayload => ({
  id: run.id,
  automation: run.automation,
  version: run.version,
  object: run.object,
  record: run.record,
  status: run.status,
  reason: run.reason,
  detail: run.detail,
  started_at: run.startedAt,
  ended_at: run.endedAt,
  steps: steps.map(({ step, status, reason, detail, due, at }) => ({
    step,
    status: status as RunPayload["steps"][number]["status"],
    reason,
    detail,
    due,
    at,
  })),
});
