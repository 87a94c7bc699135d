import { mergePaths, type PathTree } from "../../../records/index.ts";
import { dottedPath } from "../../paths.ts";
import type { Action } from "../action.ts";
import { duePaths, personPaths } from "../paths.ts";
import { assignmentsOf } from "./assignments.ts";
import { changeEach } from "./change-each.ts";
import { changesOf } from "./changes.ts";
import { checkValues } from "./check.ts";

/** Relations of the record that fields and values of a `set` read. */
export const valuePaths = (parameters: Readonly<Record<string, unknown>>): PathTree =>
  mergePaths(
    assignmentsOf(parameters).flatMap(({ path, raw }) => [
      dottedPath(path),
      duePaths(raw),
      personPaths(typeof raw === "string" ? raw : undefined),
    ]),
  );

export const setAction: Action<"set"> = {
  name: "set",
  paths: valuePaths,
  check: (parameters, context) => checkValues(parameters, context),
  execute: (batch) => changeEach(batch, (step) => changesOf(batch, batch.step.parameters, step)),
};
