/** A comparison that is false where the value is NULL. The plain conjunction lets an index serve. */
export const present = (value: string, comparison: string): string =>
  `(${value} IS NOT NULL AND ${comparison})`;
