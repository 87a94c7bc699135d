import type { Transaction } from "../../platform/workspace/index.ts";
import { quoted, tableName } from "../objects/index.ts";

export interface EventRow {
  readonly id: string;
  readonly title: string | null;
  readonly start: string;
  readonly end: string | null;
  readonly allDay: boolean;
  readonly location: string | null;
  readonly timezone: string | null;
  readonly rrule: string | null;
  readonly exceptions: unknown;
  readonly recordObject: string | null;
  readonly record: string | null;
}

interface Between {
  readonly user: string;
  /** Folded; "" where the user has none. */
  readonly email: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/** No event that began earlier is looked at for still being under way. */
const LONGEST = "31 days";
const MOST = 500;

/** Events of a person that touch a span of time, and every series that began before its end. */
export const readEvents = (tx: Transaction, { user, email, from, to }: Between): Promise<EventRow[]> =>
  tx.query<EventRow & { [column: string]: unknown }>(
    `SELECT e.id, e.title, e.start, e.end, e.all_day IS TRUE AS "allDay", e.location, e.timezone, e.rrule, e.exceptions,
            e.record__object AS "recordObject", e.record
       FROM ${tx.s}.${quoted(tableName("event"))} e
      WHERE e.deleted_at IS NULL AND NOT e.archived AND e.state IS DISTINCT FROM 'cancelled' AND e.start < $4
        AND (nullif(e.rrule, '') IS NOT NULL
             OR (e.start >= $3::timestamptz - interval '${LONGEST}' AND (e.start >= $3 OR e.end > $3)))
        AND (e.organizer = $1 OR ($2 <> '' AND jsonb_typeof(e.attendees) = 'array' AND EXISTS (
               SELECT 1 FROM jsonb_array_elements(e.attendees) guest
                WHERE lower(guest->>'address') = $2 AND guest->>'answer' IS DISTINCT FROM 'declined')))
      ORDER BY e.start, e.id LIMIT ${MOST}`,
    [user, email, from.toString(), to.toString()],
  );
