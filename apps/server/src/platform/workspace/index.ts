export * from "./settings.ts";
export * from "./transaction.ts";
export * from "./trial.ts";
export * from "./workspace.ts";
export * from "./lock.repo.ts";
export * from "./plans.repo.ts";
