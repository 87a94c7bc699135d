import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { Command } from "commander";
import { VERSION } from "../platform/config/version.ts";
import { COMMANDS } from "./commands.ts";
import { fail } from "./fail.ts";

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
"cadencia COMMAND --help" explains a command.`;

// Taking the types off several hundred files costs 0.8 s; kept beside the packages, the result costs nothing. A folder
// in /tmp would be anybody's to write. Where it cannot be kept, all works as before.
enableCompileCache(join(import.meta.dirname, "../../../../node_modules/.cache/cadencia"));

const main = async (words: readonly string[]): Promise<void> => {
  const program = new Command("cadencia")
    .description("A CRM that you host yourself, with an automation engine that people can trust.")
    .version(VERSION)
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("Try: cadencia --help");
  const [first, second] = words;
  const wanted = COMMANDS.find(({ name }) => name === (first === "help" ? second : first));
  if (wanted === undefined)
    for (const { name, summary } of COMMANDS) program.command(name).description(summary);
  else (await wanted.load())(program);
  await program.parseAsync([...words], { from: "user" });
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  fail(error);
}
