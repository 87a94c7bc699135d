import type { Speech } from "../speech.ts";

/** "3 business days"; the sign is for who says before or after. */
export const aDuration = (written: string, speech: Speech): string => {
  const found = /^-?(\d+)(m|h|d|w|mo|y|bd|bh)$/u.exec(written);
  if (found === null) return written;
  return speech.say(`duration.${found[2]}`, { count: Number(found[1]) });
};

export const isBefore = (offset: string): boolean => offset.startsWith("-");
export const isNothing = (offset: string | undefined): boolean =>
  offset === undefined || /^-?0\D/u.test(offset);
