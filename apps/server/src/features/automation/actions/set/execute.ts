import { mergePaths } from "../../../records/index.ts";
import { eachStep, type Action } from "../action.ts";
import { duePaths, pathTo, personPaths } from "../paths.ts";
import { assignmentsOf } from "./assignments.ts";
import { changesOf } from "./changes.ts";
import { checkValues } from "./check.ts";
import { writeChanges } from "./write.ts";

export const setAction: Action<"set"> = {
  name: "set",
  paths: (parameters) =>
    mergePaths(
      assignmentsOf(parameters).flatMap(({ path, raw }) => [
        pathTo(path),
        duePaths(raw),
        personPaths(typeof raw === "string" ? raw : undefined),
      ]),
    ),
  check: (parameters, context) => checkValues(parameters, context),
  execute: async (batch) => {
    const { results, failures } = eachStep(batch.steps, (step) =>
      changesOf(batch, batch.step.parameters, step),
    );
    const planned = batch.steps.flatMap((step) => {
      const changes = results.get(step.id);
      return changes === undefined ? [] : [{ step, planned: changes }];
    });
    return new Map([...(await writeChanges(batch.unit, planned)), ...failures]);
  },
};
