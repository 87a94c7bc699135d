export * from "./ahead.ts";
export * from "./clock.ts";
export * from "./ids.ts";
export * from "./random.ts";
export * from "./timer.ts";
