export * from "./date-value.ts";
export * from "./number-value.ts";
export * from "./option-value.ts";
export * from "./safe-text.ts";
