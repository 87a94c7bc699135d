/** Minutes after which a temporary error is tried again, each counted from the failed attempt (promise 4). */
export const RETRY_MINUTES = [1, 5, 15, 60, 240] as const;
