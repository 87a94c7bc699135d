export * from "./journal.repo.ts";
