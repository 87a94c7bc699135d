import { InvalidArgumentError, type Command } from "commander";
import { askWhy, whyLines } from "../features/automation/index.ts";
import { readCatalog } from "../features/objects/index.ts";
import { inTransaction } from "../platform/workspace/index.ts";
import { withCadencia } from "./with-cadencia.ts";

const MORE = `
Tells each run with its steps, what could have started one and did not, condition by condition as things stood then,
and how it stands now; in the language and on the clock of the workspace.

Exit status: 0 when it was answered, 2 when there is no such record or automation.

Examples:
  cadencia why 01890a5d-ac96-774b-bcce-b302099a8057 offer-reminder
  cadencia why 01890a5d-ac96-774b-bcce-b302099a8057 offer-reminder --json --last 100`;

interface Options {
  readonly json?: true;
  readonly last: number;
  readonly cursor?: string;
}

export const registerWhy = (program: Command): void => {
  program
    .command("why")
    .description("Why an automation ran for a record, or did not.")
    .argument("<record>", "the id of the record")
    .argument("<automation>", "the key of the automation")
    .option("--json", "the whole answer as JSON, as the API gives it")
    .option("--last <number>", "so many of the last occasions, 500 at most", numberIn, 20)
    .option("--cursor <cursor>", "for older ones: what the answer before ends with")
    .addHelpText("after", MORE)
    .action(answer);
};

const answer = async (record: string, automation: string, options: Options): Promise<void> => {
  const text = await withCadencia(
    async ({ engine, workspace }) => {
      const found = await askWhy(engine, {
        object: null,
        record,
        automation,
        limit: options.last,
        cursor: options.cursor ?? null,
      });
      if (options.json === true) return JSON.stringify(found, null, 2);
      const { settings } = await inTransaction(workspace, readCatalog);
      return whyLines(found, settings).join("\n");
    },
    { existing: true },
  );
  process.stdout.write(`${text}\n`);
};

const MOST = 500;

const numberIn = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number;
  throw new InvalidArgumentError(`Give a whole number from 1 to ${MOST}.`);
};
