import type { OutboxLine, OutboxMessage, OutboxPage } from "@cadencia/contracts/api";
import { noSuch } from "@cadencia/core/nearest";
import { Refusal } from "../../platform/errors/index.ts";
import { planByValues, type Transaction } from "../../platform/workspace/index.ts";
import { readerOf, visibleAutomations } from "../automation/index.ts";
import { titlesOf } from "../records/index.ts";
import {
  findAutomationId,
  readOutbox,
  readOutboxMessage,
  type OutboxRow,
  type OutboxWanted,
} from "./outbox.repo.ts";
import { outboxReader, readableMessages, type OutboxReader } from "./readable.ts";

interface Asked extends Omit<OutboxWanted, "automation"> {
  /** A key. */
  readonly automation: string | null;
}

/** A page of what was sent, or would have been, as far as somebody may see it. */
export const readOutboxPage = async (
  tx: Transaction,
  asked: Asked,
  { user, captures }: { readonly user: string; readonly captures: boolean },
): Promise<OutboxPage> => {
  const reader = await outboxReader(tx, await readerOf(tx, user));
  const automation = asked.automation === null ? null : await automationId(tx, asked.automation, user);
  planByValues(tx);
  const wanted = { ...asked, automation, text: asked.text?.toLowerCase() ?? null };
  const { rows, last } = await readOutbox(tx, wanted, readableMessages(tx.s, reader));
  const titles = await titlesIn(tx, reader, rows);
  return { items: rows.map((row) => lineOf(row, titles, reader)), next: last, captures };
};

const automationId = async (tx: Transaction, key: string, user: string): Promise<string> => {
  const id = await findAutomationId(tx, key);
  if (id !== null) return id;
  const keys = (await visibleAutomations(tx, user)).map((row) => row.key);
  throw new Refusal("not_found", noSuch("automation", key, keys));
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** One message as its recipient sees it. */
export const readMessage = async (tx: Transaction, id: string, user: string): Promise<OutboxMessage> => {
  const reader = await outboxReader(tx, await readerOf(tx, user));
  const row = UUID.test(id) ? await readOutboxMessage(tx, id, readableMessages(tx.s, reader)) : null;
  if (row === null) throw new Refusal("not_found", `there is no message ${id.slice(0, 60)}`);
  return messageOf(row, await titlesIn(tx, reader, [row]), reader);
};

const titlesIn = (tx: Transaction, { seen }: OutboxReader, rows: readonly OutboxRow[]) =>
  titlesOf(
    tx,
    seen,
    rows.flatMap(({ object, record }) => (object === null ? [] : [{ object, record }])),
  );

type Titles = ReadonlyMap<string, string>;

/** Its text is hidden from this reader: it is meant for one person, or messages' texts are hidden from the role. */
const isHidden = (row: OutboxRow, { rights, email }: OutboxReader): boolean =>
  (isConfidential(row) && row.recipient !== email) || rights.hides("message", "body");

const isConfidential = ({ payload }: OutboxRow): boolean => "confidential" in payload && payload.confidential;

const sharedOf = (row: OutboxRow, titles: Titles, reader: OutboxReader) => {
  const { payload, automation, automationName, automationObject, object, record } = row;
  const hears = automationObject !== null && reader.seen.objects.has(automationObject);
  return {
    id: row.id,
    channel: row.channel as OutboxLine["channel"],
    state: stateOf(row),
    to: "to" in payload && payload.channel !== "webhook" ? payload.to : row.recipient,
    subject: "subject" in payload && !isHidden(row, reader) ? payload.subject : null,
    at: row.at,
    reason: row.reason,
    confidential: isConfidential(row),
    automation:
      automation === null || !hears ? null : { key: automation, name: automationName ?? automation },
    run: hears ? row.run : null,
    step: hears ? row.step : null,
    record:
      object === null || record === null ? null : { object, id: record, title: titles.get(record) ?? null },
  };
};

const stateOf = ({ state, captured }: OutboxRow): OutboxLine["state"] => {
  if (state === "sending") return "queued";
  return state === "sent" && captured ? "captured" : (state as OutboxLine["state"]);
};

const PREVIEW = 140;

const lineOf = (row: OutboxRow, titles: Titles, reader: OutboxReader): OutboxLine => ({
  ...sharedOf(row, titles, reader),
  preview: textOf(row, reader)?.replaceAll(/\s+/g, " ").trim().slice(0, PREVIEW) ?? null,
});

const textOf = (row: OutboxRow, reader: OutboxReader): string | null =>
  "text" in row.payload && !isHidden(row, reader) ? row.payload.text : null;

const messageOf = (row: OutboxRow, titles: Titles, reader: OutboxReader): OutboxMessage => {
  const { payload } = row;
  const hidden = isHidden(row, reader);
  return {
    ...sharedOf(row, titles, reader),
    cc: "cc" in payload ? [...payload.cc] : [],
    from: fromOf(payload),
    text: textOf(row, reader),
    html: "html" in payload && !hidden ? payload.html : null,
    segments: "segments" in payload ? payload.segments : null,
    encoding: "encoding" in payload ? payload.encoding : null,
    template: "template" in payload ? payload.template : null,
    request:
      "url" in payload && reader.told
        ? { method: payload.method, url: payload.url, body: payload.body }
        : null,
    detail: reader.told ? row.detail : null,
    attempts: row.attempts,
    created_at: row.createdAt,
    next_at: row.nextAt,
    may_settle: row.state === "uncertain" && row.run !== null && maySettle(reader),
  };
};

const maySettle = ({ rights }: OutboxReader): boolean => rights.scope("automation", "edit") !== "none";

const fromOf = (payload: OutboxRow["payload"]): string | null => {
  if (!("from" in payload) || payload.from === null) return null;
  return "fromName" in payload && payload.fromName !== null
    ? `${payload.fromName} <${payload.from}>`
    : payload.from;
};
