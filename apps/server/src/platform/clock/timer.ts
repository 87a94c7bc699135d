/** Where waiting comes from, for what lives beside requests and workers; passed in like the clock. */
export interface Timer {
  /** Does the work once after so many milliseconds, unless the answer is called before. */
  after(milliseconds: number, work: () => void): () => void;
}

/** Keeps no process alive by itself. */
export const systemTimer: Timer = {
  after: (milliseconds, work) => {
    const timeout = setTimeout(work, milliseconds).unref();
    return () => clearTimeout(timeout);
  },
};
