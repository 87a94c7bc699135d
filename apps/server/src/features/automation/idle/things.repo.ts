import type { Stirring } from "@cadencia/contracts/automation";
import { ANY_OBJECT, type ObjectType } from "@cadencia/core/model";
import { planByValues } from "../../../platform/workspace/index.ts";
import { quoted, tableName } from "../../objects/index.ts";
import type { ChainLink, SaveUnit } from "../../records/index.ts";
import type { Span } from "./since-range.ts";

/** What an idle trigger looks at. */
export interface Watched {
  readonly object: string;
  readonly of: readonly Stirring[];
  /** Dates given with records that are older than the journal are looked for up to here. */
  readonly activatedAt: Temporal.Instant | null;
}

/** One kind of thing that may end a spell: rows, each with the record that it happened to and its instant. */
interface Source {
  readonly from: string;
  readonly record: string;
  readonly at: string;
  readonly where: string;
  /** The record's own table, under the alias `t`. */
  readonly own?: true;
  /** Seen only in what was there before the automation was switched on: no index leads to it. */
  readonly given?: true;
}

/** A save of the journal that no automation made. */
const BY_PEOPLE = "c.step IS NULL";
/** Written in the transaction that made the record: part of its creation. */
const born = (s: string): string =>
  `EXISTS (SELECT 1 FROM ${s}.change b WHERE b.record = c.record AND b.kind = 'c' AND b.at = c.at)`;
const EDITS = "c.kind IN ('u', 'a', 'n', 'r')";

const sourcesOf = (unit: SaveUnit, { object, of }: Watched): Source[] => {
  const table = tableOf(unit, object);
  const created: Source = {
    from: `${table} t`,
    record: "t.id",
    at: "t.created_at",
    where: "TRUE",
    own: true,
  };
  return [created, ...[...new Set(of)].flatMap((kind) => SOURCES[kind](unit, unit.object(object)))];
};

const tableOf = (unit: SaveUnit, object: string): string => `${unit.tx.s}.${quoted(tableName(object))}`;

const SOURCES: Readonly<Record<Stirring, (unit: SaveUnit, object: ObjectType) => Source[]>> = {
  edits: (unit, object) => journalled(unit, object, { where: EDITS, given: "updated_at" }),
  stage: (unit, object) => {
    const where = "c.kind = 'u' AND (c.after ? 'stage' OR c.before ? 'stage')";
    const given = object.fields.has("stage_entered_at") ? "stage_entered_at" : null;
    return journalled(unit, object, { where, given });
  },
  activities: (unit, object) =>
    ["activity", "task", "event"].flatMap((child) => childSources(unit, object, child)),
  messages: (unit, object) => [
    ...messageSources(unit, object, "a.channel NOT IN ('call', 'webhook')"),
    reported(unit, "'message.received', 'message.sent'"),
  ],
  calls: (unit, object) => [
    ...messageSources(unit, object, "a.channel = 'call'"),
    ...linksOf(unit, object, "activity").map((link) => done(unit, link, "a.type = 'call'")),
    reported(unit, "'call.received', 'call.missed'"),
  ],
};

/** Saves of the record itself; for what was there before the journal, the date that was given with it. */
const journalled = (
  unit: SaveUnit,
  object: ObjectType,
  { where, given }: { where: string; given: string | null },
): Source[] => {
  const { s } = unit.tx;
  const saved = `c.object = '${object.key}' AND ${BY_PEOPLE} AND ${where} AND NOT ${born(s)}`;
  const journal: Source = { from: `${s}.change c`, record: "c.record", at: "c.at", where: saved };
  if (given === null) return [journal];
  const none = `NOT EXISTS (SELECT 1 FROM ${s}.change c WHERE c.record = t.id AND ${where} AND NOT ${born(s)})`;
  const at = `t.${quoted(given)}`;
  return [
    journal,
    { from: `${tableOf(unit, object.key)} t`, record: "t.id", at, where: none, own: true, given: true },
  ];
};

/** A relation of another object that points at this one. */
interface Link {
  readonly child: string;
  readonly column: string;
  /** Of relations to any object: which it is. */
  readonly where: string;
}

const linksOf = (unit: SaveUnit, object: ObjectType, child: string): Link[] =>
  [...unit.object(child).fields.values()].flatMap((field): Link[] => {
    if (field.type !== "relation" || (field.to !== object.key && field.to !== ANY_OBJECT)) return [];
    const column = `a.${quoted(field.key)}`;
    const where = field.to === ANY_OBJECT ? `a.${quoted(`${field.key}__object`)} = '${object.key}'` : "TRUE";
    return [{ child, column, where }];
  });

/** Planned, changed and done by people; moving it to another record, as merging does, is nothing of its own. */
const childSources = (unit: SaveUnit, object: ObjectType, child: string): Source[] => {
  const { s } = unit.tx;
  const links = [...unit.object(child).fields.values()].filter((field) => field.type === "relation");
  const moved = links.flatMap(({ key }) => [`'${key}'`, `'${key}__object'`]).join(", ");
  return linksOf(unit, object, child).flatMap((link): Source[] => [
    planned(unit, link, "TRUE"),
    {
      from: `${tableOf(unit, child)} a JOIN ${s}.change c ON c.record = a.id`,
      record: link.column,
      at: "c.at",
      where: `${link.where} AND ${BY_PEOPLE} AND NOT ${born(s)}
        AND (c.kind IN ('a', 'n', 'd', 'r') OR c.kind = 'u' AND c.after - ARRAY[${moved}] <> '{}')`,
    },
    ...(unit.object(child).fields.has("done_at") ? [done(unit, link, "TRUE")] : []),
  ]);
};

const planned = (unit: SaveUnit, { child, column, where }: Link, which: string): Source => ({
  from: `${tableOf(unit, child)} a`,
  record: column,
  at: "a.created_at",
  where: `${where} AND ${which} AND ${byPeople(unit, "c.kind = 'c'")}`,
});

const done = (unit: SaveUnit, { child, column, where }: Link, which: string): Source => ({
  from: `${tableOf(unit, child)} a`,
  record: column,
  at: "a.done_at",
  where: `${where} AND ${which} AND ${byPeople(unit, "c.after ->> 'done' = 'true'")}`,
});

const byPeople = ({ tx }: SaveUnit, which: string): string =>
  `EXISTS (SELECT 1 FROM ${tx.s}.change c WHERE c.record = a.id AND ${BY_PEOPLE} AND ${which})`;

const messageSources = (unit: SaveUnit, object: ObjectType, channel: string): Source[] =>
  linksOf(unit, object, "message").map((link) => planned(unit, link, `${channel} AND a.subtype = 'comment'`));

const reported = ({ tx }: SaveUnit, events: string): Source => ({
  from: `${tx.s}.reported_event e`,
  record: "e.record",
  at: "e.at",
  where: `e.event IN (${events})`,
});

/** Whether anything happened to a record `t` between two instants, given as SQL; the first out, the second in. */
export const happenedBetween = (
  unit: SaveUnit,
  watched: Watched,
  { after, until }: { readonly after: string; readonly until: string },
): string => {
  const parts = sourcesOf(unit, watched).map(({ from, record, at, where, own }) => {
    const inSpan = `${where} AND ${at} > ${after} AND ${at} <= ${until}`;
    return own === true
      ? `coalesce(${inSpan}, FALSE)`
      : `EXISTS (SELECT 1 FROM ${from} WHERE ${record} = t.id AND ${inSpan})`;
  });
  return `(${parts.join(" OR ")})`;
};

/** The last thing that happened to each record up to an instant, else its creation. */
export const lastThings = async (
  unit: SaveUnit,
  watched: Watched,
  asked: readonly { readonly record: string; readonly until: string }[],
): Promise<ReadonlyMap<string, string>> => {
  const parts = sourcesOf(unit, watched).map(
    ({ from, record, at, where }) =>
      `SELECT w.record, w.until, ${at} AS at FROM w, ${from}
        WHERE ${record} = w.record AND ${where} AND ${at} <= w.until`,
  );
  planByValues(unit.tx);
  const rows = await unit.tx.query<{ record: string; until: string; at: string }>(
    `WITH w AS MATERIALIZED (SELECT * FROM unnest($1::uuid[], $2::timestamptz[]) AS v(record, until))
     SELECT record, until, max(at) AS at FROM (${parts.join(" UNION ALL ")}) things GROUP BY record, until`,
    [asked.map((each) => each.record), asked.map((each) => each.until)],
  );
  return new Map(rows.map(({ record, until, at }) => [askedKey({ record, until }), at]));
};

export const askedKey = ({ record, until }: { record: string; until: string }): string =>
  `${record}/${Temporal.Instant.from(until).epochMilliseconds}`;

export interface Thing {
  readonly record: string;
  readonly at: string;
  /** When the next one that the search found happened. */
  readonly next: string | null;
}

const PAGE = 5000;

/**
 * What happened to any record in a span of time, in order, by pages. The journal's order of time leads to it, so
 * it costs what happened then, not what there is.
 */
export async function* thingsBetween(
  unit: SaveUnit,
  watched: Watched,
  { from, to }: Span,
): AsyncGenerator<readonly Thing[]> {
  const { tx } = unit;
  const isOld = watched.activatedAt === null || Temporal.Instant.compare(from, watched.activatedAt) < 0;
  const parts = sourcesOf(unit, watched)
    .filter((source) => source.given !== true || isOld)
    .map(
      (source) =>
        `SELECT ${source.record} AS record, ${source.at} AS at FROM ${source.from}
          WHERE ${source.where} AND ${source.record} IS NOT NULL AND ${source.at} BETWEEN $1 AND $2`,
    );
  planByValues(tx);
  await tx.execute(
    `DECLARE things NO SCROLL CURSOR FOR
     SELECT record, at, next FROM (
       SELECT h.record, h.at, lead(h.at) OVER (PARTITION BY h.record ORDER BY h.at) AS next
         FROM (SELECT DISTINCT record, at FROM (${parts.join(" UNION ALL ")}) found) h) things
       JOIN ${tableOf(unit, watched.object)} living ON living.id = record AND living.deleted_at IS NULL`,
    [from.toString(), to.toString()],
  );
  for (;;) {
    const page = await tx.query<Thing & { [column: string]: unknown }>(`FETCH ${PAGE} FROM things`);
    if (page.length > 0) yield page;
    if (page.length < PAGE) break;
  }
  await tx.execute("CLOSE things");
}

/** The chain of causes of records that an automation made; none for those that people made. */
export const creationChains = async (
  unit: SaveUnit,
  records: readonly string[],
): Promise<ReadonlyMap<string, { readonly depth: number; readonly chain: readonly ChainLink[] }>> => {
  if (records.length === 0) return new Map();
  const { tx } = unit;
  const rows = await tx.query<{ record: string; depth: number; chain: ChainLink[] }>(
    `SELECT c.record, r.depth, r.chain FROM ${tx.s}.change c
       JOIN ${tx.s}.run_step s ON s.id = c.step JOIN ${tx.s}.run r ON r.id = s.run
      WHERE c.record = ANY($1::uuid[]) AND c.kind = 'c'`,
    [records],
  );
  return new Map(rows.map(({ record, depth, chain }) => [record, { depth, chain }]));
};
