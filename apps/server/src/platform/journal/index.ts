export * from "./journal.repo.ts";
export * from "./history.repo.ts";
