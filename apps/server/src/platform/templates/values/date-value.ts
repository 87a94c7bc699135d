/** A calendar day, or an instant that is shown in the reader's zone. */
export class DateValue {
  readonly #moment: Temporal.PlainDate | Temporal.ZonedDateTime;

  constructor(moment: Temporal.PlainDate | Temporal.ZonedDateTime) {
    this.#moment = moment;
  }

  static momentOf(value: DateValue): Temporal.PlainDate | Temporal.ZonedDateTime {
    return value.#moment;
  }

  /** Reads "2026-06-01", an instant, or a wall time, which is taken in the zone; null for anything else. */
  static parse(text: string, timeZone: string): DateValue | null {
    const moment = parseMoment(text, timeZone);
    return moment === null ? null : new DateValue(moment);
  }

  equals(other: unknown): boolean {
    return this.#compare(other) === 0;
  }
  gt(other: unknown): boolean {
    return this.#compare(other) > 0;
  }
  geq(other: unknown): boolean {
    return this.#compare(other) >= 0;
  }
  lt(other: unknown): boolean {
    return this.#compare(other) < 0;
  }
  leq(other: unknown): boolean {
    return this.#compare(other) <= 0;
  }

  valueOf(): number {
    return this.#epochIn("UTC");
  }
  toString(): string {
    return this.#moment instanceof Temporal.PlainDate
      ? this.#moment.toString()
      : this.#moment.toInstant().toString();
  }
  toJSON(): string {
    return this.toString();
  }

  #compare(other: unknown): number {
    const timeZone =
      zoneOf(this.#moment) ?? (other instanceof DateValue ? zoneOf(other.#moment) : null) ?? "UTC";
    const date =
      other instanceof DateValue
        ? other
        : typeof other === "string"
          ? DateValue.parse(other, timeZone)
          : null;
    return date === null ? Number.NaN : this.#epochIn(timeZone) - date.#epochIn(timeZone);
  }

  /** A day counts from its midnight in the zone. */
  #epochIn(timeZone: string): number {
    const moment = this.#moment;
    return (moment instanceof Temporal.PlainDate ? moment.toZonedDateTime(timeZone) : moment)
      .epochMilliseconds;
  }
}

const zoneOf = (moment: Temporal.PlainDate | Temporal.ZonedDateTime): string | null =>
  moment instanceof Temporal.ZonedDateTime ? moment.timeZoneId : null;

const parseMoment = (text: string, timeZone: string): Temporal.PlainDate | Temporal.ZonedDateTime | null => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return attempt(() => Temporal.PlainDate.from(text));
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d/.test(text)) return null;
  return (
    attempt(() => Temporal.Instant.from(text).toZonedDateTimeISO(timeZone)) ??
    attempt(() => Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone))
  );
};

const attempt = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};
