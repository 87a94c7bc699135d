/** The database keeps microseconds, so that is how finely filters look at time: nothing finer can tell two answers apart. */
export const MICROSECONDS_PER_SECOND = 1_000_000n;

export const toMicroseconds = (instant: Temporal.Instant): bigint => {
  const nanoseconds = instant.epochNanoseconds;
  const microseconds = nanoseconds / 1000n;
  return nanoseconds < 0n && nanoseconds % 1000n !== 0n ? microseconds - 1n : microseconds;
};

export const fromMicroseconds = (microseconds: bigint): Temporal.Instant =>
  Temporal.Instant.fromEpochNanoseconds(microseconds * 1000n);

/** ISO text of a moment, to the microsecond. */
export const printMicroseconds = (microseconds: bigint): string =>
  fromMicroseconds(microseconds).toString({ smallestUnit: "microsecond" });
