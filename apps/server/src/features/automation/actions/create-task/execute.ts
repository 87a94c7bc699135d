import { mergePaths, type RecordNode } from "../../../records/index.ts";
import { duePaths, personPaths } from "../paths.ts";
import type { Action } from "../action.ts";
import { checkDue, checkPerson } from "../checks.ts";
import { createEach } from "../create-each.ts";
import { doneFor, personFor } from "../people.ts";

/** Relations of a task that its record fills, being of that object. */
const OWN_RELATIONS = new Set(["deal", "project", "contact", "company"]);

const linksTo = (record: RecordNode | null): Readonly<Record<string, unknown>> => {
  if (record === null) return {};
  const link = { record: { object: record.object, id: record.id } };
  return OWN_RELATIONS.has(record.object) ? { ...link, [record.object]: record.id } : link;
};

export const createTaskAction: Action<"create_task"> = {
  name: "create_task",
  paths: ({ due, owner, fallback }) => mergePaths([duePaths(due), personPaths(owner, fallback)]),
  check: (parameters, context) => [
    ...checkDue(context, "due", parameters.due),
    ...checkPerson(context, "owner", parameters.owner),
    ...checkPerson(context, "fallback", parameters.fallback),
  ],
  execute: async ({ unit, steps, services, step: { parameters } }) => {
    const { outcomes } = await createEach({ unit, steps }, "task", (step) => {
      const person = personFor(services, step, { who: parameters.owner, fallback: parameters.fallback });
      const due = parameters.due === undefined ? null : services.due(step, parameters.due);
      return {
        input: {
          title: services.render(parameters.title, step),
          type: parameters.type ?? null,
          note: parameters.note === undefined ? null : services.render(parameters.note, step),
          due: due?.toString() ?? null,
          owner: person.user.id,
          ...linksTo(step.record),
        },
        success: doneFor(person),
      };
    });
    return outcomes;
  },
};
