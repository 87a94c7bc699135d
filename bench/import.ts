/**
 * How fast a CSV file of deals comes in, and how much memory that takes.
 * Usage: node bench/import.ts [rows] [--active | --automations]
 * --active: an automation watches the stage, the import starts nothing; --automations: it starts runs.
 */
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { defineAutomation, activateAutomation } from "../apps/server/src/features/automation/index.ts";
import { importRecords } from "../apps/server/src/features/import/index.ts";
import {
  buildWorkspace,
  type ImportWorkspace,
} from "../apps/server/src/features/import/testing/workspace.ts";

const STAGES = ["Won", "Lost", "Engaging", "Prospecting"];

const MAP = {
  title: "opportunity",
  amount: "value",
  closed_at: { column: "closed", format: "M/d/yyyy" },
  owner: { column: "agent", match: "user.name", create: true },
  company: { column: "account", match: "company.name", create: true },
  stage: { column: "stage", values: Object.fromEntries(STAGES.map((stage) => [stage, `sales/${stage}`])) },
};

/** As the real export of 8,800 deals is made, with a company for every five deals. */
const writeFile = async (path: string, rows: number): Promise<void> => {
  const file = createWriteStream(path);
  file.write("opportunity,agent,account,stage,closed,value\n");
  for (let row = 0; row < rows; row += 1) {
    const account = row % 6 === 0 ? "" : `Company ${row % Math.ceil(rows / 5)}`;
    const closed = row % 4 < 2 ? `${1 + (row % 12)}/${1 + (row % 28)}/2017` : "";
    const line = `OPP${row},Agent ${row % 30},${account},${STAGES[row % 4]},${closed},${row % 5000}\n`;
    if (!file.write(line)) await once(file, "drain");
  }
  file.end();
  await finished(file);
};

const switchOn = (home: ImportWorkspace): Promise<void> =>
  home.engine.run(async (context) => {
    const automation = {
      key: "won",
      object: "deal",
      trigger: { enters: { stage: "sales/Won" } },
      steps: [{ id: "tag", wait: { for: "1d" }, do: "add_tags", with: { tags: ["won"] } }],
    };
    await defineAutomation(context, automation, { publisher: null });
    await activateAutomation(context, "won", { existing: false });
  });

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`;

const main = async (): Promise<void> => {
  const rows = Number(process.argv[2] ?? 100_000);
  const runAutomations = process.argv.includes("--automations");
  const home = await buildWorkspace({ stages: ["Prospecting", "Engaging", "Won!", "Lost~"] });
  const folder = await mkdtemp(join(tmpdir(), "cadencia-import-"));
  const file = join(folder, "deals.csv");
  await writeFile(file, rows);
  if (process.argv.includes("--automations") || process.argv.includes("--active")) await switchOn(home);
  global.gc?.();
  const before = process.memoryUsage().rss;
  let peak = before;
  const start = performance.now();
  const onProgress = () => (peak = Math.max(peak, process.memoryUsage().rss));
  const report = await importRecords(home.engine, {
    object: "deal",
    source: { file },
    map: MAP,
    runAutomations,
    onProgress,
  });
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${report.created} of ${report.rows} rows in ${seconds.toFixed(1)} s: ${Math.round(report.rows / seconds)} rows/s, ` +
      `RSS ${mebibytes(before)} before, ${mebibytes(peak)} at most`,
  );
  console.log(report.related.map((each) => `${each.object}: ${each.created} made`).join(", "));
  await home.close();
  await rm(folder, { recursive: true });
};

await main();
