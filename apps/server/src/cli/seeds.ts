import { Option, type Command } from "commander";
import { plantSeeds } from "../features/seeds/index.ts";
import { withCadencia } from "./with-cadencia.ts";

const EXAMPLES = `
A workspace that was begun empty has them already. What bears the key of one stays as it is; what nobody has touched
is written anew, in another language where one is given.

Examples:
  cadencia seeds                    those that are missing, in the workspace's language
  cadencia seeds --language es

A server may run meanwhile.`;

export const registerSeeds = (program: Command): void => {
  program
    .command("seeds")
    .description(
      "Add the automations of a fresh workspace that are missing, switched off, and their templates.",
    )
    .addOption(
      new Option("--language <language>", "of their texts (default: the workspace's)").choices([
        "en",
        "es",
        "ro",
      ]),
    )
    .addHelpText("after", EXAMPLES)
    .action(seeds);
};

const seeds = ({ language }: { readonly language?: "en" | "es" | "ro" }): Promise<void> =>
  withCadencia(async ({ engine }) => {
    const { planted, standing, unfit } = await plantSeeds(engine, { locale: language, when: "missing" });
    tell("Added, switched off", planted);
    tell("Left as they are", standing);
    tell("Left out, for this workspace lacks a stage or a field of theirs", unfit);
  });

const tell = (what: string, keys: readonly string[]): void => {
  if (keys.length > 0) console.log(`${what}: ${keys.join(", ")}.`);
};
