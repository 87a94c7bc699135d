import { isTextType, type Model } from "@cadencia/core/model";
import { hasFoldedColumn, quoted } from "../../objects/index.ts";
import { toEmailAddress } from "../../messaging/index.ts";
import type { StatementValues } from "../entering/statement-values.ts";
import type { Joins, Place } from "./joins.repo.ts";
import { customerPlaces } from "./parties.ts";
import type { Sending } from "./sending-steps.ts";

/** Whether a recipient would get the message, or is held back; neither: there is no address. */
export interface Reach {
  readonly reached: string;
  readonly suppressed: string;
}

interface Building {
  readonly schema: string;
  readonly model: Model;
  readonly joins: Joins;
  readonly values: StatementValues;
  readonly root: Place;
  /** Number of the recipient in the statement. */
  readonly number: number;
}

/** Joins what is known of one recipient, and says by which conditions it is reached or held back. */
export const reachOf = (sending: Sending, building: Building): Reach => {
  const { word } = sending;
  if (word === "attendees") return assumed(`jsonb_array_length(coalesce(t.attendees, '[]')) > 0`);
  if (/\{\{|[,;]/.test(word)) return assumed("TRUE");
  if (word === "customer") return reachParty(sending, building, customersOf(building, building.root));
  if (word.startsWith("field:")) return reachField(sending, building);
  const { values } = building;
  const key = sending.channel === "email" ? toEmailAddress(word)?.key : word.replaceAll(/[^+\d]/g, "");
  return reachAddress(sending, building, {
    address: values.add(key ?? null, "text"),
    consents: "NULL::jsonb",
  });
};

/** What only the sending itself can tell counts as reached. */
const assumed = (present: string): Reach => ({ reached: `(${present})`, suppressed: "FALSE" });

const customersOf = ({ joins, model }: Building, at: Place): readonly Place[] =>
  customerPlaces(joins, at, model);

const reachField = (sending: Sending, building: Building): Reach => {
  const { joins, model, root } = building;
  const path = sending.word.slice("field:".length).split(".");
  const key = path.at(-1) ?? "";
  const holder = path
    .slice(0, -1)
    .reduce<Place | null>((at, step) => (at === null ? null : joins.one(at, step)), root);
  const field = holder === null ? undefined : model.objects.get(holder.object)?.fields.get(key);
  if (holder === null || field === undefined) return { reached: "FALSE", suppressed: "FALSE" };
  const column = `${holder.alias}.${quoted(key)}`;
  if (field.type === "relation") {
    const target = joins.one(holder, key);
    if (target === null || target.object === "user") return assumed(`${column} IS NOT NULL`);
    return reachParty(sending, building, customersOf(building, target));
  }
  if (!isTextType(field.type)) return assumed(`${column} IS NOT NULL`);
  const address = addressText(
    sending,
    hasFoldedColumn(field) ? `${holder.alias}.${quoted(`${key}__f`)}` : column,
  );
  return reachAddress(sending, building, {
    address,
    consents: columnOf(building, holder, "consents", "jsonb"),
  });
};

const reachParty = (sending: Sending, building: Building, places: readonly Place[]): Reach => {
  const choose = (column: (place: Place) => string, type: string): string => {
    const cases = places.map((place) => `WHEN ${presence(place)} THEN ${column(place)}`);
    return cases.length === 0 ? `NULL::${type}` : `CASE ${cases.join(" ")} END`;
  };
  const fields = sending.channel === "email" ? ["email"] : PHONE_FIELDS[sending.phone];
  const address = fields.map((field) =>
    choose((place) => addressText(sending, columnOf(building, place, field, "text")), "text"),
  );
  return reachAddress(sending, building, {
    address: `coalesce(${address.join(", ")})`,
    consents: choose((place) => columnOf(building, place, "consents", "jsonb"), "jsonb"),
  });
};

const PHONE_FIELDS = { mobile: ["mobile"], work: ["phone"], auto: ["mobile", "phone"] } as const;

/** A lead is its own customer only where it bears an address. */
const presence = ({ alias, object }: Place): string =>
  object === "lead"
    ? `(${alias}.email IS NOT NULL OR ${alias}.phone IS NOT NULL)`
    : `${alias}.id IS NOT NULL`;

/** E-mail addresses are kept folded beside what was written, as they count as the same. */
const columnOf = ({ model }: Building, { alias, object }: Place, key: string, type: string): string => {
  const field = model.objects.get(object)?.fields.get(key);
  if (field === undefined) return `NULL::${type}`;
  return `${alias}.${quoted(key === "email" && hasFoldedColumn(field) ? `${key}__f` : key)}`;
};

// The forms that toEmailAddress accepts; of a number, its digits (how national ones are dialled is not known here).
const USABLE = String.raw`^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$`;
const NAMED = "^[^<>]*<([^<>]+)>$";
const FEWEST_DIGITS = 5;

const addressText = ({ channel }: Sending, column: string): string => {
  if (channel === "email") {
    const bare = `btrim(coalesce(substring(btrim(${column}) from '${NAMED}'), ${column}))`;
    return `CASE WHEN ${bare} ~ '${USABLE}' THEN ${bare} END`;
  }
  const digits = `regexp_replace(${column}, '[^+0-9]', '', 'g')`;
  return `CASE WHEN length(${digits}) > ${FEWEST_DIGITS} THEN ${digits} END`;
};

const reachAddress = (
  { channel, transactional, stoppedBy }: Sending,
  { schema, joins, values, number }: Building,
  { address, consents }: { readonly address: string; readonly consents: string },
): Reach => {
  const [party, state] = [`p${number}`, `s${number}`];
  joins.add(
    `CROSS JOIN LATERAL (SELECT ${address} AS address, ${consents} AS consents) ${party}
     LEFT JOIN ${schema}.address_state ${state}
       ON ${state}.address = ${party}.address AND ${state}.state = ANY(${values.add(stoppedBy, "text[]")})`,
  );
  const refused = transactional
    ? "FALSE"
    : `coalesce(${party}.consents -> ${values.add(channel, "text")} = 'false'::jsonb, FALSE)`;
  const held = `(${state}.address IS NOT NULL OR ${refused})`;
  return {
    reached: `(${party}.address IS NOT NULL AND NOT ${held})`,
    suppressed: `(${party}.address IS NOT NULL AND ${held})`,
  };
};
