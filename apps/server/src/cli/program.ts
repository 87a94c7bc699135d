import { Command } from "commander";
import { noSuch } from "@cadencia/core/nearest";
import { VERSION } from "../platform/config/version.ts";
import { COMMANDS } from "./commands.ts";
import { refuseRepeated } from "./refuse-repeated.ts";

const EXAMPLES = `
Examples:
  cadencia start                                  the server on http://localhost:4600
  PORT=8080 CADENCIA_DATA=/srv/crm cadencia start
  cadencia test tests/scenarios                   every scenario of a folder
  cadencia import deals.csv --help                what a CSV import can do
  cadencia export automations/                    the automations as YAML files
  cadencia api-key create --name website          a key for the API

Settings come from the environment: PORT, HOST, CADENCIA_DATA, DATABASE_URL, CADENCIA_ADMIN_EMAIL,
CADENCIA_ADMIN_PASSWORD.
Exit status: 0 when it is done, 2 when what was given cannot be used and nothing was done, 64 to 78 as sysexits has
them: 69 something is not to be reached, 70 a mistake of ours, 78 a setting is wrong. 1 is told by each command.
"cadencia COMMAND --help" explains a command.`;

/**
 * What parses the words of a command line; only the command that they name is loaded. What is wrong with the words is
 * told on stderr and thrown as commander's error.
 */
export const buildProgram = async (words: readonly string[]): Promise<Command> => {
  const program = new Command("cadencia")
    .description("A CRM that you host yourself, with an automation engine that people can trust.")
    .version(VERSION)
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("Try: cadencia --help")
    .exitOverride();
  const asksHelp = words[0] === "help";
  const name = asksHelp ? words[1] : words[0];
  const wanted = COMMANDS.find((command) => command.name === name);
  if (wanted === undefined) {
    for (const command of COMMANDS) program.command(command.name).description(command.summary);
    if (asksHelp && name !== undefined) program.error(`error: ${noSuch("command", name, names())}`);
    return program;
  }
  (await wanted.load())(program);
  for (const command of program.commands) prepare(command, wanted.name);
  if (words.length === 1) for (const command of program.commands) refuseBare(command);
  return program;
};

const names = (): readonly string[] => COMMANDS.map(({ name }) => name);

const prepare = (command: Command, name: string): void => {
  command.showHelpAfterError(`Try: cadencia ${name} --help`);
  refuseRepeated(command);
  for (const inner of command.commands) prepare(inner, name);
};

/** A command that only has commands below it does nothing alone. */
const refuseBare = (command: Command): void => {
  if (command.commands.length === 0) return;
  const choices = command.commands.map((inner) => inner.name()).join(", ");
  command.error(`error: '${command.name()}' needs one of its commands: ${choices}`);
};
