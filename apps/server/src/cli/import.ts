import { createWriteStream, readFileSync, realpathSync, statSync, type WriteStream } from "node:fs";
import { InvalidArgumentError, type Command } from "commander";
import { locateProblems, printProblem, type Problem } from "@cadencia/contracts/problems";
import { readYaml, type Locator } from "@cadencia/contracts/yaml";
import {
  ENCODINGS,
  ImportInterrupted,
  importRecords,
  openCsv,
  type CsvFile,
  type FailedRow,
  type ImportReport,
} from "../features/import/index.ts";
import { Refusal } from "../platform/errors/index.ts";
import type { Cadencia } from "../server.ts";
import { mustBeReadable, mustBeWritable, refused } from "./given-paths.ts";
import { progressBar } from "./progress-bar.ts";
import { withCadencia } from "./with-cadencia.ts";

interface Options {
  readonly map?: string;
  readonly runAutomations?: boolean;
  readonly dryRun?: boolean;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly errors?: string;
  readonly skip: number;
}

const MORE = `
The map says which column each field takes, in a YAML file or in place:
  title: opportunity_id
  amount: {column: close_value, decimal: ","}
  closed_at: {column: close_date, format: M/d/yyyy}
  company: {column: account, match: company.name, create: true}
  stage: {column: deal_stage, values: {Won: sales/Won, Lost: sales/Lost}}
Without a map, columns are named like the fields.

Rows come in by thousands, each thousand whole. A row that is wrong is told with its line and left out. Automations
are not started unless asked; records join them silently, and their dates are armed.

Exit status: 0 when every row came in, 1 when rows were left out or the import stopped, 2 when file, map or object
cannot be used and nothing was done.

Examples:
  cadencia import deal deals.csv --map deals.yaml --dry-run
  cadencia import contact contacts.csv --map "{email: E-mail, first_name: Nombre}" --encoding windows-1252`;

export const registerImport = (program: Command): void => {
  program
    .command("import")
    .description("Import the rows of a CSV file as new records.")
    .argument("<object>", "what the rows become: deal, contact, company, …")
    .argument("<file>", "the CSV file; its first line names the columns")
    .option("--map <map>", "fields and the columns they take: a YAML file, or {field: column, …}")
    .option("--run-automations", "let the records start automations, as if people had made them")
    .option("--dry-run", "do everything, tell it, and undo it")
    .option("--encoding <name>", `${ENCODINGS.join(", ")} (found out when not given)`)
    .option("--delimiter <sign>", "what stands between cells (found out when not given)", asDelimiter)
    .option(
      "--errors <file>",
      "write every row that was left out, with its line and reason, to this CSV file",
    )
    .option(
      "--skip <rows>",
      "leave out so many rows at the head of the file: those that are in already",
      asCount,
      0,
    )
    .addHelpText("after", MORE)
    .action(async (object: string, file: string, options: Options) => {
      process.exitCode = await importFile(object, file, options);
    });
};

const asDelimiter = (text: string): string => {
  const sign = text === "\\t" || text === "tab" ? "\t" : text;
  if (sign.length === 1) return sign;
  throw new InvalidArgumentError("Give one character, or tab.");
};

const asCount = (text: string): number => {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a whole number.");
};

const importFile = async (object: string, file: string, options: Options): Promise<number> => {
  mustBeReadable(file);
  if (options.errors !== undefined) checkErrors(options.errors, [file, options.map]);
  const map = options.map === undefined ? NO_MAP : readMap(options.map);
  if ("refused" in map) return unusable(map.refused);
  try {
    const source = await openCsv(file, options);
    return await withCadencia((cadencia) => run(cadencia, { object, source, map, options }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return unusable(refusalLines(error, map));
  }
};

const unusable = (lines: string): number => {
  console.error(lines);
  return 2;
};

interface WrittenMap {
  readonly file: string;
  readonly value: unknown;
  readonly positions: Locator | null;
}

const NO_MAP: WrittenMap = { file: "map", value: null, positions: null };

const readMap = (given: string): WrittenMap | { readonly refused: string } => {
  const inPlace = given.trimStart().startsWith("{");
  if (!inPlace) mustBeReadable(given);
  const file = inPlace ? "--map" : given;
  const read = readYaml(inPlace ? given : readFileSync(given, "utf8"));
  if (!read.ok) return { refused: read.problems.map((problem) => printProblem(problem, file)).join("\n") };
  return { file, value: read.value, positions: read.positions };
};

/** Problems of the map bear the line at which the field stands in it. */
const refusalLines = (refusal: Refusal, { file, positions }: WrittenMap): string => {
  if (refusal.problems.length === 0) return refusal.message;
  return refusal.problems
    .map(({ field, message }) => {
      if (positions === null || field === "") return message;
      const problem: Problem = { code: "invalid", path: field.split("."), message };
      return locateProblems([problem], positions)
        .map((located) => printProblem(located, file))
        .join("\n");
    })
    .join("\n");
};

interface Task {
  readonly object: string;
  readonly source: CsvFile;
  readonly map: WrittenMap;
  readonly options: Options;
}

const run = async ({ engine }: Cadencia, { object, source, map, options }: Task): Promise<number> => {
  if (!source.certain) {
    console.error(
      `The file is no UTF-8; it is read as ${source.encoding}. If letters look wrong, say --encoding.`,
    );
  }
  const bar = progressBar(process.stderr);
  const errors = options.errors === undefined ? null : openErrors(options.errors);
  try {
    const report = await importRecords(engine, {
      object,
      source,
      map: map.value,
      runAutomations: options.runAutomations ?? false,
      dryRun: options.dryRun ?? false,
      skip: options.skip,
      onProgress: ({ rows, read, of }) => bar.show(of === 0 ? 1 : read / of, `${rows} rows`),
      ...(errors === null ? {} : { onFailed: (failed: readonly FailedRow[]) => writeErrors(errors, failed) }),
    });
    bar.clear();
    tell(report, object, options);
    return report.failures === 0 ? 0 : 1;
  } catch (error) {
    bar.clear();
    if (!(error instanceof ImportInterrupted)) throw error;
    return interrupted(error, object, options);
  } finally {
    errors?.end();
  }
};

const interrupted = (error: ImportInterrupted, object: string, options: Options): number => {
  tell(error.report, object, options);
  const done = options.skip + error.report.rows;
  const again = options.dryRun === true ? "" : ` Those ${done} rows are in; go on with --skip ${done}.`;
  console.error(`The import stopped after ${done} rows: ${error.message}.${again}`);
  return 1;
};

/** The rows that are left out must not take the place of those that are read. */
const checkErrors = (errors: string, read: readonly (string | undefined)[]): void => {
  mustBeWritable(errors);
  if (!isThere(errors)) return;
  const place = realpathSync(errors);
  if (read.filter(isThere).some((path) => realpathSync(path) === place))
    throw refused(`cannot write ${errors}: it is a file that this import reads; give --errors another name`);
};

const isThere = (path: string | undefined): path is string =>
  path !== undefined && statSync(path, { throwIfNoEntry: false }) !== undefined;

const openErrors = (path: string): WriteStream => {
  const file = createWriteStream(path);
  file.write("line,field,reason\n");
  return file;
};

const writeErrors = (file: WriteStream, failed: readonly FailedRow[]): void => {
  for (const { row, problems } of failed) {
    for (const { field, message } of problems) file.write(`${row},${quoted(field)},${quoted(message)}\n`);
  }
};

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** Errors that are shown; the others are counted. */
const MOST_SHOWN = 20;

const tell = (report: ImportReport, object: string, { dryRun, errors }: Options): void => {
  const would = dryRun === true ? "would be " : "";
  console.log(`${report.created} of ${report.rows} rows ${would}imported as ${object}`);
  for (const each of report.related) {
    console.log(`  ${each.field}: ${each.matched} found, ${each.created} new ${each.object} ${would}made`);
  }
  if (report.failures === 0) return;
  console.log(`${report.failures} rows ${would}left out:`);
  for (const { row, problems } of report.failed.slice(0, MOST_SHOWN)) {
    console.log(`  line ${row}: ${problems.map(({ message }) => message).join("; ")}`);
  }
  const more = report.failures - MOST_SHOWN;
  if (more > 0)
    console.log(
      `  … and ${more} more${errors === undefined ? " (--errors FILE writes them all)" : ` in ${errors}`}`,
    );
};
