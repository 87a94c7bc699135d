import type { RecordView } from "@cadencia/core/model";
import {
  customerOf,
  CUSTOMER_PATHS,
  homeCountry,
  isAutomaticAnswer,
  toEmailAddress,
  toPhone,
} from "../messaging/index.ts";
import { Graph, idsPointingAt, readRecords, RecordNode, survivorOf, type Save } from "../records/index.ts";
import type { AutomationContext } from "./context.ts";
import { endRuns } from "./exit.ts";
import { readWrittenRuns } from "./replies.repo.ts";

/** A message that somebody wrote to us, and no machine in his place. */
export const isReply = ({ object, kind, after: { values } }: Save): boolean =>
  object.key === "message" &&
  kind === "created" &&
  values["direction"] === "in" &&
  (values["subtype"] ?? "comment") === "comment" &&
  !isAutomaticAnswer({ headers: values["headers"], subject: textOf(values["subject"]) });

/** `exit.on_reply`: a contact who writes ends the runs that wrote before, whichever record they are of. */
export const endReplied = async (context: AutomationContext, saves: readonly Save[]): Promise<void> => {
  if (context.rules.endedByReply.size === 0) return;
  for (const save of saves) if (isReply(save)) await endRepliedBy(context, save.after.values);
};

type Message = Save["after"]["values"];

const endRepliedBy = async (context: AutomationContext, message: Message): Promise<void> => {
  const { unit, rules } = context;
  const about = await readSubject(context, message);
  const customer = about === null ? null : customerOf(about);
  if (about === null || customer?.kind !== "party") return;
  const from = textOf(message["from"]);
  // Somebody else wrote: a colleague of the contact, or of ours.
  if (from !== null && !wrote(context, customer.party, from)) return;
  const records = await recordsOf(context, customer.party);
  const ended: string[] = [];
  for (const run of await readWrittenRuns(unit.tx, [...new Set([about.id, ...records])])) {
    const rule = await rules.version(unit.tx, run.automation, run.version);
    if (rule?.definition.enrollment.exit.on_reply === true) ended.push(run.id);
  }
  await endRuns(unit, { runs: ended }, { reason: "replied", detail: from });
};

/** The record on whose timeline the message stands, with its customer. */
const readSubject = async (
  { unit }: AutomationContext,
  { record: id, record__object: object }: Message,
): Promise<RecordNode | null> => {
  if (typeof id !== "string" || typeof object !== "string") return null;
  const record = await survivorOf(unit.tx, unit.object(object), { id });
  if (record === null) return null;
  const node = new RecordNode(record);
  await new Graph(unit.tx, unit.catalog.model).load([node], CUSTOMER_PATHS);
  return node;
};

/** An address or a number must be the customer's own; a name in a chat is whoever the conversation is with. */
const wrote = ({ unit }: AutomationContext, party: RecordView, from: string): boolean => {
  const email = toEmailAddress(from);
  const own = (fields: readonly string[]): string[] =>
    fields.flatMap((field) => textOf(party.value(field)) ?? []);
  if (email !== null) return own(["email"]).some((text) => toEmailAddress(text)?.key === email.key);
  const home = homeCountry(unit.catalog.settings);
  const number = toPhone(from, home)?.number;
  if (number === undefined) return true;
  return own(["mobile", "phone"]).some((text) => toPhone(text, home)?.number === number);
};

/** The records of which this is the customer, of the objects whose automations end by a reply. */
const recordsOf = async (
  { unit, rules }: AutomationContext,
  party: RecordView,
): Promise<readonly string[]> => {
  const found: string[] = [];
  for (const key of rules.endedByReply) {
    if (key === party.object) found.push(party.id);
    const object = unit.catalog.model.objects.get(key);
    if (object?.fields.get(party.object)?.to !== party.object || key === party.object) continue;
    const link = { object: key, field: party.object, list: false };
    const ids = await idsPointingAt(unit.tx, link, [party.id]);
    found.push(...(party.object === "company" ? await withoutContact(unit, key, ids) : ids));
  }
  return found;
};

/** A record's customer is its contact first. */
const withoutContact = async (
  unit: AutomationContext["unit"],
  object: string,
  ids: readonly string[],
): Promise<string[]> => {
  const records = await readRecords(unit.tx, unit.object(object), ids);
  return records.filter(({ values }) => (values["contact"] ?? null) === null).map(({ id }) => id);
};

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);
