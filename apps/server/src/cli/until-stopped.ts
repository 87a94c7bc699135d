/** How long work that has begun may take to finish before the process leaves all the same. */
const PATIENCE = 30_000;
/** As a shell reports a process that a signal ended. */
const SIGINT_STATUS = 130;

/**
 * Ctrl+C and a service's stop reach the whole process group, and the launcher passes on what it got itself: the same
 * wish comes twice, milliseconds apart. Only what comes later than this is a second wish.
 */
const SAME_WISH = 1000;

/** Settles at the first SIGTERM or SIGINT. A second one, or work that never ends, leaves at once. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let askedAt: number | null = null;
    const stop = (): void => {
      if (askedAt !== null) {
        if (performance.now() - askedAt > SAME_WISH) process.exit(SIGINT_STATUS);
        return;
      }
      askedAt = performance.now();
      setTimeout(() => process.exit(1), PATIENCE).unref();
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
