import type { RunPayload } from "@cadencia/contracts/api";
import type { Model } from "@cadencia/core/model";
import type { Rights } from "@cadencia/core/rights";
import { readCatalog } from "../objects/index.ts";
import { readRights } from "../records/index.ts";
import { readsEverything } from "../rights/index.ts";
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
  const { model } = catalog;
  const found = await readRuns(tx, {
    automation: query.automation ?? null,
    record: idIn("record", query.record),
    status: query.status ?? null,
    before: idIn("cursor", query.cursor),
    limit: query.limit + 1,
    rights,
    model,
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
    items: page.map((run) => present(run, steps.get(run.id) ?? [])).map(sparing(rights, model)),
    next: found.length > query.limit ? (page.at(-1)?.id ?? null) : null,
  };
};

/** What a step or a run says of itself may name values; it is for who may read them all. */
const sparing = (rights: Rights, model: Model): ((run: RunPayload) => RunPayload) => {
  if (readsEverything(rights, model)) return (run) => run;
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
