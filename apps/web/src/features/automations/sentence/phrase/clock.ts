/** "9:00" of "09:00". */
export const aClock = (written: string): string => written.replace(/^0/u, "").slice(0, 5).replace(/:$/u, "");

/** One o'clock takes another article in Spanish. */
export const isOne = (written: string): boolean => /^0?1:/u.test(written);
