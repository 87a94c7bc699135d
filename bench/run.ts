/** Benchmarks, by hand and never in CI: node bench/run.ts [NAME…]. See README.md. */
import { activation } from "./activation.ts";
import { changes } from "./changes.ts";
import { journal } from "./journal.ts";
import { latency } from "./latency.ts";
import { rights } from "./rights.ts";
import { saves } from "./saves.ts";
import { machine } from "./table.ts";
import { unmatched } from "./unmatched.ts";
import { waiting } from "./waiting.ts";
import { why } from "./why.ts";

const BENCHES: Readonly<Record<string, () => Promise<void>>> = {
  saves,
  unmatched,
  latency,
  waiting,
  journal,
  why,
  activation,
  changes,
  rights,
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => BENCHES[name] === undefined);
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}. There are: ${Object.keys(BENCHES).join(", ")}.`,
  );
  process.exit(2);
}
console.log(machine());
for (const name of names.length > 0 ? names : Object.keys(BENCHES)) await BENCHES[name]?.();
