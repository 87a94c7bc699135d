export * from "./decimal.ts";
export * from "./field.ts";
export * from "./fold.ts";
export * from "./object.ts";
export * from "./value.ts";
