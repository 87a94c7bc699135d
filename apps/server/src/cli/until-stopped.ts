/** How long work that has begun may take to finish before the process leaves all the same. */
const PATIENCE = 30_000;
/** As a shell reports a process that a signal ended. */
const SIGINT_STATUS = 130;

/** Settles at the first SIGTERM or SIGINT. A second one, or work that never ends, leaves at once. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(SIGINT_STATUS);
      asked = true;
      setTimeout(() => process.exit(1), PATIENCE).unref();
      resolve();
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
  });
