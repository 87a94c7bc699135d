import { Option, type Command } from "commander";
import { planAutomations, readAutomationFiles, type Planned } from "../features/automation-files/index.ts";
import { describeDifferences, type ActiveRuns } from "../features/automation/index.ts";
import type { Locale } from "../platform/i18n/index.ts";
import { activeRunsOption } from "./active-runs-option.ts";
import { readPaths } from "./automation-paths.ts";
import { withCadencia } from "./with-cadencia.ts";

interface Options {
  readonly prune?: boolean;
  readonly json?: boolean;
  readonly activeRuns: ActiveRuns;
  readonly locale: Locale;
}

const MORE = `
Nothing is changed. For each automation: what "cadencia apply" would do with the same options, in what the file differs
from what is published, and what would become of the runs under way.

Exit status: 0 when nothing would change, 1 when something would, 2 when a file cannot be used.

Examples:
  cadencia plan automations/
  cadencia plan automations/ --active-runs move --prune
  cadencia plan follow-up.yaml --json`;

export const registerPlan = (program: Command): void => {
  program
    .command("plan")
    .description("Tell what apply would change, and what would become of the runs under way.")
    .argument("<paths...>", "YAML files, directories of them to any depth, or - for standard input")
    .addOption(activeRunsOption())
    .option("--prune", "as if automations that no file names were deleted")
    .option("--json", "one JSON array for programs")
    .addOption(
      new Option("--locale <language>", "of the differences").choices(["en", "es", "ro"]).default("en"),
    )
    .addHelpText("after", MORE)
    .action(async (paths: string[], options: Options) => {
      process.exitCode = await planPaths(paths, options);
    });
};

const planPaths = async (paths: readonly string[], options: Options): Promise<number> => {
  const files = readPaths(paths);
  const read = readAutomationFiles(files);
  if (!read.ok) return unusable(read.problems);
  const result = await withCadencia(
    ({ engine }) => planAutomations(engine, read.written, { prune: options.prune === true }),
    { existing: true },
  );
  if (!result.ok) return unusable(result.problems);
  const { planned } = result;
  if (options.json === true)
    console.log(
      JSON.stringify(
        planned.map((each) => toJson(each, options)),
        null,
        2,
      ),
    );
  else report(planned, options);
  return planned.some(({ deeds }) => deeds.length > 0) ? 1 : 0;
};

const unusable = (lines: readonly string[]): number => {
  for (const line of lines) console.error(line);
  return 2;
};

type Status = "create" | "change" | "equal" | "remove" | "absent";

const statusOf = ({ deeds, written }: Planned): Status => {
  if (!written) return deeds.length > 0 ? "remove" : "absent";
  if (deeds.includes("created")) return "create";
  return deeds.length > 0 ? "change" : "equal";
};

/** What becomes of the runs under way: of a version that is published, of an automation that is deleted. */
const fateOf = (planned: Planned, { activeRuns }: Options): ActiveRuns | "stay" => {
  if (planned.deeds.includes("removed")) return "cancel";
  return planned.deeds.includes("published") ? activeRuns : "stay";
};

const toJson = (planned: Planned, options: Options): object => {
  const { key, deeds, version, differences, runs } = planned;
  const fate = fateOf(planned, options);
  return {
    key,
    status: statusOf(planned),
    deeds,
    version,
    differences,
    lines: differences.length === 0 ? [] : describeDifferences(options.locale, differences),
    runs: { under_way: runs.underWay, fate, losing_steps: fate === "move" ? runs.losingSteps : 0 },
  };
};

const report = (planned: readonly Planned[], options: Options): void => {
  for (const each of planned) {
    console.log(headOf(each));
    if (each.differences.length > 0)
      for (const line of describeDifferences(options.locale, each.differences)) console.log(`  ${line}`);
    const runs = runsLine(each, options);
    if (runs !== null) console.log(`  ${runs}`);
  }
  const count = (status: Status): number => planned.filter((each) => statusOf(each) === status).length;
  const last = count("remove") > 0 ? `${count("remove")} to delete` : `${count("absent")} in no file`;
  console.log(
    `${count("create")} to create, ${count("change")} to change, ${last}, ${count("equal")} equal already`,
  );
};

const WORDS: Readonly<Record<Planned["deeds"][number], string>> = {
  created: "would be created",
  published: "would be published",
  "switched on": "would be switched on",
  "switched off": "would be switched off",
  removed: "stands in no file and would be deleted",
};

const headOf = (planned: Planned): string => {
  const { key, deeds, version } = planned;
  const status = statusOf(planned);
  if (status === "equal") return `${key}: equal`;
  if (status === "absent") return `${key}: stands in no file and stays`;
  const words = deeds.map((deed) =>
    deed === "published" ? `${WORDS[deed]} as version ${version}` : WORDS[deed],
  );
  return `${key}: ${words.join(", ")}`;
};

const runsLine = (planned: Planned, options: Options): string | null => {
  const { underWay, losingSteps } = planned.runs;
  const fate = fateOf(planned, options);
  if (underWay === 0 || fate === "stay") return null;
  const runs = underWay === 1 ? "1 run under way" : `${underWay} runs under way`;
  switch (fate) {
    case "finish":
      return `${runs}: would finish on the version it began with`;
    case "cancel":
      return `${runs}: would be cancelled`;
    case "move":
      return losingSteps === 0
        ? `${runs}: would move to the new version`
        : `${runs}: would move to the new version, ${losingSteps} of them losing an open step`;
  }
};
