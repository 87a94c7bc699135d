import { Option } from "commander";

/** What becomes of runs under way when a new version is published. */
export const activeRunsOption = (): Option =>
  new Option(
    "--active-runs <what>",
    "of a new version: runs under way finish on their own, move to it, or are cancelled",
  )
    .choices(["finish", "move", "cancel"])
    .default("finish");
