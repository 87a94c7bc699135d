import type { ActionParameters } from "@cadencia/contracts/automation";
import { eachStep, StepFailure, type Action, type ActionBatch, type StepAtWork } from "../action.ts";
import { checkPerson } from "../checks.ts";
import { recordOfStep } from "../outcomes.ts";
import { userCalled } from "../people.ts";
import { changeEach } from "../set/change-each.ts";
import { changeOf } from "../set/changes.ts";
import { holdQueue, moveQueue } from "./queue.repo.ts";
import { anyOf, turnsAfter, type Candidate } from "./turns.ts";

type Batch = ActionBatch<ActionParameters<"assign">>;

/** Absent people are skipped unless told otherwise; the first who is available never is an absent one. */
const candidatesOf = ({ services, step: { parameters } }: Batch): readonly Candidate[] => {
  const skipsAbsent = parameters.mode === "first_available" || parameters.skip_absent !== false;
  return parameters.users.flatMap((text) => {
    const user = userCalled(services, text);
    if (user === null) return [];
    return [{ id: user.id, available: services.isHere(user) && !(skipsAbsent && services.isAbsent(user)) }];
  });
};

/** Who gets each of the steps' records, in their order. */
const handOut = async (batch: Batch, steps: readonly StepAtWork[]): Promise<readonly (string | null)[]> => {
  const { tx } = batch.unit;
  const candidates = candidatesOf(batch);
  const available = candidates.flatMap((candidate) => (candidate.available ? [candidate.id] : []));
  switch (batch.step.parameters.mode) {
    case "first_available":
      return steps.map(() => available[0] ?? null);
    case "random":
      return steps.map(() => anyOf(available, tx.workspace.random));
    case "queue": {
      const key = { automation: batch.automation.id, step: batch.step.id };
      const turns = turnsAfter(candidates, { last: await holdQueue(tx, key), count: steps.length });
      const last = turns.at(-1);
      if (last !== undefined) await moveQueue(tx, key, last);
      return steps.map((_, index) => turns[index] ?? null);
    }
  }
};

export const assignAction: Action<"assign"> = {
  name: "assign",
  check: ({ users }, context) => users.flatMap((who) => checkPerson(context, "users", who)),
  execute: async (batch) => {
    // A run without a record takes nobody's turn.
    const { results } = eachStep(batch.steps, recordOfStep);
    const able = batch.steps.filter((step) => results.has(step.id));
    const owners = await handOut(batch, able);
    const ownerOf = new Map(able.map((step, index) => [step.id, owners[index] ?? null]));
    return changeEach(batch, (step) => {
      const record = recordOfStep(step);
      const owner = ownerOf.get(step.id) ?? null;
      if (owner === null)
        throw new StepFailure("missing_person", `nobody is available for the ${record.object}`);
      return {
        changes: [changeOf(batch, step, { key: "owner", how: "put", value: owner })],
        success: { status: "done" },
      };
    });
  },
};
