import type { RunDetail } from "@cadencia/contracts/api";
import { presentKind } from "./change-kind.ts";
import { readInterventions } from "../by-hand/interventions.repo.ts";
import { noRun } from "../by-hand/subject.ts";
import { readRecords, refusalOf, titlesOf } from "../../records/index.ts";
import { readableIds } from "../../rights/index.ts";
import type { Transaction } from "../../../platform/workspace/index.ts";
import { readerOf, type Reader } from "./reader.ts";
import {
  readCausingSave,
  readChainRuns,
  readRunFacts,
  readStartedRuns,
  readStepFacts,
  readStepMessages,
  type LinkedRun,
  type RunFacts,
  type StepMessage,
} from "./run-detail.repo.ts";
import { shownStatus } from "./step-lines.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One run, with what became of each step, why it began, and what it began. */
export const readRunDetail = async (tx: Transaction, id: string, user: string): Promise<RunDetail> => {
  const reader = await readerOf(tx, user);
  const run = UUID.test(id) ? await readRunFacts(tx, id, reader) : null;
  if (run === null) throw noRun(id);
  const steps = await readStepFacts(tx, run.id);
  const ids = steps.map((step) => step.id);
  const messages = Map.groupBy(await readStepMessages(tx, ids), ({ step }) => step);
  const chain = await readable(tx, reader, await readChainRuns(tx, run.chain, run.startedAt));
  const started = await readable(tx, reader, await readStartedRuns(tx, ids, run.id));
  const titles = await titlesOf(tx, reader.seen, [run, ...chain, ...started]);
  const titled = (link: LinkedRun) => ({ ...link, title: titles.get(link.record ?? "") ?? null });
  return {
    id: run.id,
    automation: run.automation,
    name: run.name,
    newest: run.newest,
    version: run.version,
    object: run.object,
    record: run.record,
    title: titles.get(run.record ?? "") ?? null,
    status: run.status,
    reason: run.reason,
    detail: reader.told ? run.detail : null,
    started_at: run.startedAt,
    ended_at: run.endedAt,
    steps: steps.map(({ step, status, reason, detail, due, at, attempts }) => ({
      step,
      status: shownStatus(status),
      reason,
      detail: reader.told ? detail : null,
      due,
      at,
      attempts,
      sending: status === "sending",
      messages: (messages.get(step) ?? []).map(presentMessage),
    })),
    cause: await causeOf(tx, run, reader),
    chain: chain.filter((link) => link.run !== run.id).map(titled),
    started: started.map(titled),
    interventions: (await readInterventions(tx, run.id)).map(({ at, actor, step, kind }) => ({
      at,
      actor,
      step,
      kind,
    })),
    may: await mayDo(tx, run, reader),
  };
};

const presentMessage = ({ id, channel, to, state, at }: StepMessage) => ({ id, channel, to, state, at });

const causeOf = async (tx: Transaction, run: RunFacts, { told }: Reader): Promise<RunDetail["cause"]> => {
  if (run.record === null) return null;
  const cause = { record: run.record, at: run.startedAt, byAutomation: run.depth > 1 };
  const save = await readCausingSave(tx, cause);
  if (save === null) return null;
  const { at, kind, actor, automation, before, after } = save;
  const values = told ? { before, after } : { before: null, after: null };
  return { at, kind: presentKind(kind), actor, automation, ...values };
};

/** Those of records that the reader may read. */
const readable = async (
  tx: Transaction,
  { rights, model }: Reader,
  links: readonly LinkedRun[],
): Promise<LinkedRun[]> => {
  const seen = new Set<string>();
  for (const [object, group] of Map.groupBy(links, (link) => link.object)) {
    const ids = group.flatMap(({ record }) => record ?? []);
    for (const id of await readableIds(tx, { rights, model, object }, ids)) seen.add(id);
  }
  return links.filter(({ record }) => record === null || seen.has(record));
};

/** What the page may offer: no button stands there that the server would refuse. */
const mayDo = async (tx: Transaction, run: RunFacts, reader: Reader): Promise<RunDetail["may"]> => {
  const { rights } = reader;
  const publishes = rights.scope("automation", "edit") !== "none";
  const edits = await mayEdit(tx, run, reader);
  return {
    run_now: edits && run.status === "active" && run.state === "active",
    stop: edits && run.status === "active" && run.record !== null,
    retry: edits && publishes && run.state === "active",
    test: publishes && reader.told && edits && run.record !== null,
  };
};

const mayEdit = async (tx: Transaction, run: RunFacts, reader: Reader): Promise<boolean> => {
  const { rights, catalog } = reader;
  if (rights.everything) return true;
  if (rights.scope("automation", "read") === "none") return false;
  const object = catalog.model.objects.get(run.object);
  if (run.record === null || object === undefined) return rights.scope("automation", "edit") !== "none";
  const [before] = await readRecords(tx, object, [run.record]);
  return (
    before === undefined || (await refusalOf({ tx, catalog }, rights, { action: "edit", before })) === null
  );
};
