export * from "./draft.ts";
export * from "./graph.ts";
export * from "./records.repo.ts";
export * from "./row.ts";
export * from "./save.ts";
export * from "./stage.ts";
export * from "./unit.ts";
