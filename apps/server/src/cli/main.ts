import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { fail } from "./fail.ts";
import { buildProgram } from "./program.ts";

// Taking the types off several hundred files costs 0.8 s; kept beside the packages, the result costs nothing. A folder
// in /tmp would be anybody's to write. Where it cannot be kept, all works as before.
enableCompileCache(join(import.meta.dirname, "../../../../node_modules/.cache/cadencia"));

try {
  const words = process.argv.slice(2);
  const program = await buildProgram(words);
  await program.parseAsync(words, { from: "user" });
} catch (error) {
  fail(error);
}
