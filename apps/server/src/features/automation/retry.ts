/** Minutes after which a temporary error is tried again, each counted from the failed attempt (promise 4). */
export const RETRY_MINUTES = [1, 5, 15, 60, 240] as const;

/** When work that has just failed, after `failures` earlier ones, is tried again; null: it has failed for good. */
export const retryAfter = (now: Temporal.Instant, failures: number): Temporal.Instant | null => {
  const minutes = RETRY_MINUTES[failures];
  return minutes === undefined ? null : now.add({ minutes });
};

/** No further attempt follows one that fails after so many failures. */
export const isLastAttempt = (failures: number): boolean => failures >= RETRY_MINUTES.length;

/** What went wrong, for the log. */
export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
