import type { DayPayload, Duty } from "@cadencia/contracts/api";
import { asText } from "@cadencia/core/model";
import type { Transaction } from "../../platform/workspace/index.ts";
import { readerOf, readNeeds, type Reader } from "../automation/index.ts";
import { readDirectory, titlesOf, zoneOf } from "../records/index.ts";
import { readableIds } from "../rights/index.ts";
import { countDuties, readDuties, readPlanners, type DutyRow } from "./duties.repo.ts";
import { readEvents } from "./events.repo.ts";
import { happening } from "./events.ts";

/** So many are told of one stretch of time. */
const MOST = 200;
const DAYS_OF_WEEK = 7;

/** What somebody is to do, on their own clock, and what of automations waits for them. */
export const readDay = async (tx: Transaction, user: string): Promise<DayPayload> => {
  const reader = await readerOf(tx, user);
  const zone = await zoneOf(tx, reader.catalog, user);
  const today = tx.now.toZonedDateTimeISO(zone).toPlainDate();
  const startOf = (day: Temporal.PlainDate): Temporal.Instant => day.toZonedDateTime(zone).toInstant();
  const [begin, tomorrow] = [startOf(today), startOf(today.add({ days: 1 }))];
  const monday = startOf(today.add({ days: DAYS_OF_WEEK + 1 - today.dayOfWeek }));
  const past = { owner: user, from: null, to: tx.now };
  const overdue = await readDuties(tx, { ...past, limit: MOST });
  const due = await readDuties(tx, { owner: user, from: tx.now, to: tomorrow, limit: MOST });
  const week = await readDuties(tx, { owner: user, from: tomorrow, to: monday, limit: MOST });
  const next = await readDuties(tx, { owner: user, from: monday, to: null, limit: 1 });
  const told = await present(tx, reader, [...overdue, ...due, ...week, ...next]);
  const tell = (rows: readonly DutyRow[]): Duty[] => rows.flatMap(({ id }) => told.get(id) ?? []);
  return {
    today: today.toString(),
    overdue: tell(overdue),
    today_due: tell(due),
    week: tell(week),
    more_overdue: overdue.length < MOST ? 0 : (await countDuties(tx, past)) - overdue.length,
    next: tell(next)[0] ?? null,
    events: await eventsOf(tx, reader, { from: begin, to: tomorrow, zone }),
    needs: await readNeeds(tx, user),
  };
};

interface Placed {
  readonly record: string | null;
  readonly recordObject: string | null;
}

/** How records are told of: by name where the reader may read them, else not at all. */
const placesOf = async (tx: Transaction, { rights, model, seen }: Reader, rows: readonly Placed[]) => {
  const readable = new Set<string>();
  const placed = rows.flatMap(({ record, recordObject }) =>
    record === null || recordObject === null ? [] : [{ object: recordObject, record }],
  );
  for (const [object, group] of Map.groupBy(placed, (place) => place.object)) {
    const ids = group.map(({ record }) => record);
    for (const id of await readableIds(tx, { rights, model, object }, ids)) readable.add(id);
  }
  const titles = await titlesOf(tx, seen, placed);
  return ({ record, recordObject }: Placed) =>
    record === null || recordObject === null || !readable.has(record)
      ? null
      : { object: recordObject, id: record, title: titles.get(record) ?? null };
};

const present = async (
  tx: Transaction,
  reader: Reader,
  rows: readonly DutyRow[],
): Promise<ReadonlyMap<string, Duty>> => {
  const place = await placesOf(tx, reader, rows);
  const found = await readPlanners(
    tx,
    rows.map(({ id }) => id),
  );
  const planners = new Map(found.map((planner) => [planner.id, planner]));
  const plannerOf = (id: string): Duty["planned_by"] => {
    const planner = planners.get(id);
    if (planner === undefined || !reader.seen.objects.has(planner.object)) return null;
    return { automation: planner.automation, name: planner.name, run: planner.run };
  };
  return new Map(
    rows.map(({ record, recordObject, ...row }): [string, Duty] => [
      row.id,
      { ...row, record: place({ record, recordObject }), planned_by: plannerOf(row.id) },
    ]),
  );
};

const eventsOf = async (
  tx: Transaction,
  reader: Reader,
  span: { readonly from: Temporal.Instant; readonly to: Temporal.Instant; readonly zone: string },
): Promise<DayPayload["events"]> => {
  const { users } = await readDirectory(tx, reader.catalog);
  const email = asText(users.get(reader.user)?.values["email"] ?? "").toLowerCase();
  const events = happening(await readEvents(tx, { user: reader.user, email, ...span }), span);
  const place = await placesOf(tx, reader, events);
  return events.map(({ start, end, allDay, record, recordObject, ...event }) => ({
    ...event,
    start: start.toString(),
    end: end?.toString() ?? null,
    all_day: allDay,
    record: place({ record, recordObject }),
  }));
};
