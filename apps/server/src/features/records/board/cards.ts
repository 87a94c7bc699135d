import type { CardPayload } from "@cadencia/contracts/api";
import type { ObjectType } from "@cadencia/core/model";
import { nextSteps, type NextStep } from "../../automation/index.ts";
import type { Reading } from "../reading.ts";
import { readableOf } from "../readable.ts";
import { readRecords } from "../records.repo.ts";
import type { StoredRecord } from "../row.ts";
import { subjectOf } from "../subject.ts";

type Named = { readonly id: string; readonly name: string };

/** Records as a board shows them: three statements for the page, however many cards it has. */
export const presentCards = async (
  reading: Reading,
  object: ObjectType,
  records: readonly StoredRecord[],
): Promise<CardPayload[]> => {
  const contacts = await namesOf(reading, "contact", idsIn(object, "contact", records));
  const companies = await namesOf(reading, "company", idsIn(object, "company", records));
  const steps = await nextSteps(
    reading.tx,
    records.map(({ id }) => id),
  );
  const stepOf = new Map(steps.map((step) => [step.record, step]));
  return records.map((record) => ({
    id: record.id,
    version: record.version,
    stage: textIn(object, record, "stage") ?? "",
    title: textIn(object, record, "title") ?? textIn(object, record, "name"),
    amount: textIn(object, record, "amount"),
    currency: textIn(object, record, "currency") ?? reading.catalog.settings.currency,
    owner: ownerOf(reading, record),
    contact: contacts.get(valueIn(object, record, "contact")) ?? null,
    company: companies.get(valueIn(object, record, "company")) ?? null,
    may_move: mayMove(reading, record),
    next_step: presentStep(stepOf.get(record.id)),
  }));
};

const mayMove = ({ rights }: Reading, record: StoredRecord): boolean =>
  rights.may("edit", subjectOf(record)) && !rights.locks(record.object, "stage");

/** What the reader's model does not have is hidden from them. */
const valueIn = (object: ObjectType, { values }: StoredRecord, key: string): unknown =>
  object.fields.has(key) ? (values[key] ?? null) : null;

const textIn = (object: ObjectType, record: StoredRecord, key: string): string | null => {
  const value = valueIn(object, record, key);
  return typeof value === "number" ? String(value) : textOf(value);
};

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

const idsIn = (object: ObjectType, key: string, records: readonly StoredRecord[]): string[] => [
  ...new Set(records.map((record) => valueIn(object, record, key)).filter((id) => typeof id === "string")),
];

const namesOf = async (
  { tx, catalog, rights, whole }: Reading,
  key: string,
  ids: readonly string[],
): Promise<ReadonlyMap<unknown, Named>> => {
  const object = catalog.model.objects.get(key);
  if (object === undefined || !object.fields.has("name")) return new Map();
  const records = await readRecords(tx, object, ids);
  const readable = await readableOf({ tx, model: whole }, rights, records);
  const seen = records.filter(({ id, deletedAt }) => readable.has(id) && deletedAt === null);
  return new Map(seen.map(({ id, values }) => [id, { id, name: textOf(values["name"]) ?? "" }]));
};

const ownerOf = ({ directory, rights }: Reading, { object, values }: StoredRecord): Named | null => {
  const owner = values["owner"];
  if (typeof owner !== "string" || rights.hides(object, "owner")) return null;
  const user = directory.users.get(owner);
  if (user === undefined || !rights.may("read", subjectOf(user)) || rights.hides("user", "name")) return null;
  return { id: owner, name: textOf(user.values["name"]) ?? "" };
};

const presentStep = (step: NextStep | undefined): CardPayload["next_step"] =>
  step === undefined
    ? null
    : {
        automation: { key: step.automation, name: step.automationName },
        step: step.step,
        action: step.action,
        // A text with merge fields says something only once it is filled in, with values that not everybody may see.
        summary: step.text?.includes("{{") === true || step.text?.includes("{%") === true ? null : step.text,
        due: step.due,
        waiting: step.waiting,
      };
