import type { People } from "@cadencia/contracts/automation";
import type { Field, Model, RecordView } from "@cadencia/core/model";
import type { StoredRecord } from "../../records/index.ts";
import { customerOf } from "./customer.ts";
import { isParty, type Recipient } from "./recipient.ts";

/** What finding recipients rests on; all of it is loaded already. */
export interface RecipientContext {
  readonly model: Model;
  readonly record: RecordView | null;
  readonly users: ReadonlyMap<string, StoredRecord>;
  readonly userNamed: (text: string) => StoredRecord | null;
  readonly isHere: (user: StoredRecord) => boolean;
  /** A person, or who takes over when that one is gone; null when nobody is left. */
  readonly person: (who: string) => { readonly user: StoredRecord; readonly detail: string | null } | null;
  /** Fills merge fields in an address. */
  readonly render: (text: string) => string;
}

export interface Resolution {
  readonly recipients: readonly Recipient[];
  /** Who took over for whom. */
  readonly warning: string | null;
  /** A named person is gone, and nobody in the chain of fallbacks is left. */
  readonly personMissing: boolean;
}

const NOBODY: Resolution = { recipients: [], warning: null, personMissing: false };
const found = (recipients: readonly Recipient[]): Resolution => ({ ...NOBODY, recipients });

/** Everybody whom a `to` or `cc` means, in the order in which it names them. */
export const resolveRecipients = (people: People, context: RecipientContext): Resolution => {
  const words = typeof people === "string" ? [people] : people;
  const parts = words.map((word) => resolveWord(word.trim(), context));
  return {
    recipients: parts.flatMap((part) => part.recipients),
    warning: parts.find((part) => part.warning !== null)?.warning ?? null,
    personMissing: parts.some((part) => part.personMissing),
  };
};

const resolveWord = (word: string, context: RecipientContext): Resolution => {
  const { record } = context;
  switch (word) {
    case "customer": {
      const customer = record === null ? null : customerOf(record);
      return customer === null ? NOBODY : found([customer]);
    }
    case "owner":
    case "manager":
    case "team_leader":
      return named(word, context);
    case "followers":
      return found(usersOf(record?.value("followers"), context));
    case "attendees":
      return found(attendeesOf(record, context));
    default:
      break;
  }
  if (word.startsWith("user:")) return named(word, context);
  if (word.startsWith("field:")) return fromField(word.slice("field:".length).split("."), context);
  return written(word, context);
};

const named = (who: string, context: RecipientContext): Resolution => {
  const person = context.person(who);
  if (person === null) return { ...NOBODY, personMissing: true };
  return { ...found([{ kind: "user", user: person.user }]), warning: person.detail };
};

/** One or several addresses written out, or a user's handle. */
const written = (word: string, context: RecipientContext): Resolution => {
  const text = word.includes("{{") ? context.render(word) : word;
  const recipients = text
    .split(/[,;]/)
    .map((address) => address.trim())
    .filter((address) => address !== "")
    .map((address): Recipient => {
      const user = /[@+]/.test(address) ? null : context.userNamed(address);
      return user === null ? { kind: "address", address, of: null } : { kind: "user", user };
    });
  return found(recipients);
};

const usersOf = (value: unknown, { users, isHere }: RecipientContext): Recipient[] => {
  if (!Array.isArray(value)) return [];
  return value.flatMap((id): Recipient[] => {
    const user = users.get(String(id));
    return user !== undefined && isHere(user) ? [{ kind: "user", user }] : [];
  });
};

/** Those invited to an event who have not declined; a colleague among them counts as a user. */
const attendeesOf = (record: RecordView | null, context: RecipientContext): Recipient[] => {
  const attendees = record?.value("attendees");
  if (!Array.isArray(attendees)) return [];
  return attendees.flatMap((attendee: unknown): Recipient[] => {
    if (typeof attendee !== "object" || attendee === null || !("address" in attendee)) return [];
    if ("answer" in attendee && attendee.answer === "declined") return [];
    const address = String(attendee.address);
    const user = context.userNamed(address);
    return [user === null ? { kind: "address", address, of: null } : { kind: "user", user }];
  });
};

const fromField = (path: readonly string[], context: RecipientContext): Resolution => {
  const key = path.at(-1) ?? "";
  const holder = path
    .slice(0, -1)
    .reduce<RecordView | null>((node, step) => node?.one(step) ?? null, context.record);
  if (holder === null) return NOBODY;
  const field = context.model.objects.get(holder.object)?.fields.get(key);
  return field === undefined ? NOBODY : fromValue(field, { holder, path }, context);
};

const fromValue = (
  field: Field,
  { holder, path }: { holder: RecordView; path: readonly string[] },
  context: RecipientContext,
): Resolution => {
  switch (field.type) {
    case "user": {
      const id = holder.value(field.key);
      const user = typeof id === "string" ? context.users.get(id) : undefined;
      if (user === undefined) return NOBODY;
      return context.isHere(user)
        ? found([{ kind: "user", user }])
        : named(`field:${path.join(".")}`, context);
    }
    case "users":
      return found(usersOf(holder.value(field.key), context));
    case "relation": {
      const target = holder.one(field.key);
      const recipient = target === null ? null : recipientOf(target, context);
      return recipient === null ? NOBODY : found([recipient]);
    }
    case "relations":
      return found(holder.many(field.key).flatMap((target) => recipientOf(target, context) ?? []));
    default: {
      const address = holder.value(field.key);
      return typeof address === "string" && address !== ""
        ? found([{ kind: "address", address, of: isParty(holder) ? holder : null }])
        : NOBODY;
    }
  }
};

const recipientOf = (target: RecordView, { users }: RecipientContext): Recipient | null => {
  if (target.object !== "user") return customerOf(target);
  const user = users.get(target.id);
  return user === undefined ? null : { kind: "user", user };
};
