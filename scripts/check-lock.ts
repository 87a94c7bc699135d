// npm leaves an optional dependency out of the lock file without a word when a platform package is missing, and
// `npm ci` fails later, elsewhere. This check says so now. It also keeps registry hosts out of the lock file.
import { readFileSync } from "node:fs";

interface Entry {
  optionalDependencies?: Record<string, string>;
  resolved?: string;
  link?: boolean;
}

const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, Entry> };
const faults: string[] = [];

for (const [location, entry] of Object.entries(lock.packages)) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!places(location, name).some((place) => place in lock.packages)) {
      faults.push(`${location || "the root"}: optional dependency ${name} has no lock entry`);
    }
  }
  if (entry.resolved !== undefined && !entry.link)
    faults.push(`${location}: names where it came from (${entry.resolved})`);
}

for (const fault of faults) console.error(fault);
console.log(
  faults.length === 0 ? "package-lock.json is complete" : `${faults.length} faults in package-lock.json`,
);
process.exitCode = faults.length === 0 ? 0 : 1;

/** Where Node would look for `name` from `location`, innermost first. */
function places(location: string, name: string): string[] {
  const folders = location === "" ? [] : location.split("/");
  return Array.from({ length: folders.length + 1 }, (_, up) =>
    [...folders.slice(0, folders.length - up), "node_modules", name].join("/"),
  );
}
