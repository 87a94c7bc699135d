/** The smallest id that is made at an instant (UUIDv7 begins with its milliseconds). */
export const firstIdAt = (at: Temporal.Instant): string => {
  const hex = Math.max(0, at.epochMilliseconds).toString(16).padStart(12, "0");
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
};
